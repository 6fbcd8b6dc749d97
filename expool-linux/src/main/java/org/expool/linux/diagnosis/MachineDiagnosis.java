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
 * Swap, pressure, SMT, the frequency governor, and programs that help (sources: proc(5), and in the kernel's
 * documentation accounting/psi.rst, admin-guide/sysctl/vm.rst, admin-guide/pm/cpufreq.rst). Thread-safe.
 */
public final class MachineDiagnosis implements Diagnosis {

    private static final int MOST_SWAPPINESS = 10;
    private static final long KIB_PER_GIB = 1L << 20;

    private final SystemFiles files;
    private final SearchPath programs;
    private final String system;

    /** Of this machine. */
    public MachineDiagnosis() {
        this(new SystemFiles(Path.of("/")), SearchPath.ofThisProcess(), System.getProperty("os.name", ""));
    }

    MachineDiagnosis(SystemFiles files, SearchPath programs, String system) {
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
                        "jobs that swap measure the disk; leave memory to the pool (a memory limit), or switch it off:"
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
                                "the kernel moves jobs out to keep files cached; as root: sysctl vm.swappiness="
                                        + MOST_SWAPPINESS));
    }

    private Finding pressure() {
        return files.read("proc/pressure/memory")
                .map(text -> Finding.good(
                        "pressure",
                        "told, of memory now " + text.lines().findFirst().orElse("")))
                .orElseGet(() -> Finding.missing(
                        "pressure",
                        "/proc/pressure cannot be read",
                        "the kernel tells how long processes wait for memory when it is started with psi=1"
                                + " (CONFIG_PSI); without it only sizes are known"));
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
                        "jobs on two threads of one core slow each other down: for measurements bind workers to cores, or"
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
            return Finding.good("governor", "none: the frequency is not ruled from inside this machine");
        }
        String names = String.join(", ", governors);
        return governors.equals(new TreeSet<>(List.of("performance")))
                ? Finding.good("governor", names)
                : Finding.fair(
                        "governor",
                        names,
                        "the frequency follows the load, and times vary with it; as root: cpupower frequency-set -g"
                                + " performance (Debian package linux-cpupower)");
    }

    private Finding hwloc() {
        Optional<Path> program = programs.find("lstopo-no-graphics");
        if (program.isPresent()) {
            return Finding.good("hwloc", program.get().toString());
        }
        return Finding.missing(
                "hwloc",
                "lstopo-no-graphics is not in the PATH",
                "it is a second opinion about caches and nodes (Debian package hwloc-nox); sysfs is enough for most"
                        + " machines");
    }
}
