package org.expool.linux.diagnosis;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import org.expool.linux.proc.SearchPath;
import org.expool.spi.Diagnosis;
import org.expool.spi.Finding;

/**
 * Checks swap, pressure information, SMT, the frequency governor, and optional programs (sources: proc(5), and in the
 * kernel's documentation accounting/psi.rst, admin-guide/sysctl/vm.rst, admin-guide/pm/cpufreq.rst). Thread-safe.
 */
public final class HostDiagnosis implements Diagnosis {

    private static final int MOST_SWAPPINESS = 10;
    private static final long KIB_PER_GIB = 1L << 20;

    private final SystemFiles files;
    private final SearchPath programs;
    private final String system;

    public HostDiagnosis() {
        this(new SystemFiles(Path.of("/")), SearchPath.ofThisProcess(), System.getProperty("os.name", ""));
    }

    HostDiagnosis(SystemFiles files, SearchPath programs, String system) {
        this.files = files;
        this.programs = programs;
        this.system = system;
    }

    @Override
    public List<Finding> findings() {
        if (!system.equals("Linux")) {
            return List.of();
        }
        List<Finding> found = new ArrayList<>(List.of(swap()));
        swappiness().ifPresent(found::add);
        found.add(pressure());
        found.add(threads());
        found.add(governor());
        found.add(hwloc());
        return List.copyOf(found);
    }

    private Finding swap() {
        long kib = files.number("proc/meminfo", "SwapTotal").orElse(0L);
        return kib == 0
                ? Finding.good("swap", "off")
                : Finding.fair(
                        "swap",
                        String.format(Locale.ROOT, "on, %.1f GiB", (double) kib / KIB_PER_GIB),
                        "swapping distorts measurements; let the pool limit memory, or switch swap off:"
                                + " swapoff -a, as root");
    }

    private Optional<Finding> swappiness() {
        boolean swaps = files.number("proc/meminfo", "SwapTotal").orElse(0L) > 0;
        return files.read("proc/sys/vm/swappiness")
                .map(value -> !swaps || Integer.parseInt(value) <= MOST_SWAPPINESS
                        ? Finding.good("swappiness", swaps ? value : value + ", without effect while swap is off")
                        : Finding.fair(
                                "swappiness",
                                value,
                                "the kernel swaps jobs out to keep files cached; as root: sysctl vm.swappiness="
                                        + MOST_SWAPPINESS));
    }

    private Finding pressure() {
        return files.read("proc/pressure/memory")
                .map(text -> Finding.good(
                        "pressure",
                        "available, memory now: " + text.lines().findFirst().orElse("")))
                .orElseGet(() -> Finding.missing(
                        "pressure",
                        "/proc/pressure cannot be read",
                        "boot the kernel with psi=1 to learn how long processes stall on memory"
                                + " (CONFIG_PSI); otherwise only sizes are known"));
    }

    private Finding threads() {
        String control = files.read("sys/devices/system/cpu/smt/control").orElse("unknown");
        boolean active = files.read("sys/devices/system/cpu/smt/active")
                .filter("1"::equals)
                .isPresent();
        return active
                ? Finding.fair(
                        "smt",
                        "on: hardware threads share cores",
                        "jobs on two threads of one core slow each other down; for measurements bind workers to cores, or"
                                + " as root: echo off >/sys/devices/system/cpu/smt/control")
                : Finding.good("smt", "off (" + control + ")");
    }

    private Finding governor() {
        TreeSet<String> governors = new TreeSet<>();
        for (String cpu : files.list("sys/devices/system/cpu", "cpu\\d+")) {
            files.read("sys/devices/system/cpu/" + cpu + "/cpufreq/scaling_governor")
                    .ifPresent(governors::add);
        }
        if (governors.isEmpty()) {
            return Finding.good("governor", "none: this host does not control the frequency");
        }
        String names = String.join(", ", governors);
        return governors.equals(new TreeSet<>(List.of("performance")))
                ? Finding.good("governor", names)
                : Finding.fair(
                        "governor",
                        names,
                        "the frequency varies with the load, and run times with it; as root: cpupower frequency-set -g"
                                + " performance (Debian package linux-cpupower)");
    }

    private Finding hwloc() {
        Optional<Path> program = programs.find("lstopo-no-graphics");
        if (program.isPresent()) {
            return Finding.good("hwloc", program.get().toString());
        }
        return Finding.missing(
                "hwloc",
                "lstopo-no-graphics is not in PATH",
                "a second source for caches and nodes (Debian package hwloc-nox); sysfs suffices on most" + " hosts");
    }
}
