package org.expool.linux.containment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.expool.linux.launch.SpawnIntoGroup;
import org.expool.linux.proc.Hierarchies;
import org.expool.linux.proc.Hierarchy;
import org.expool.linux.proc.Procfs;
import org.expool.spi.Diagnosis;
import org.expool.spi.Finding;

/**
 * Checks what this host offers to contain jobs: control groups, spawning into them, namespaces, reparenting of orphans.
 * Thread-safe.
 */
public final class ContainmentDiagnosis implements Diagnosis {

    private static final Path MOUNTS = Path.of("/proc/self/mountinfo");

    private final Procfs procfs = new Procfs(Path.of("/proc"));

    /** Checks nothing yet. */
    public ContainmentDiagnosis() {}

    @Override
    public List<Finding> findings() {
        if (Prerequisites.missing(procfs).isPresent()) {
            return List.of();
        }
        Hierarchies hierarchies = Hierarchies.ofThisProcess();
        List<Finding> found = new ArrayList<>(List.of(cgroupV2(hierarchies), cgroupV1(hierarchies), spawn()));
        favordynmods(hierarchies).ifPresent(found::add);
        found.add(namespaces());
        found.add(orphans());
        found.add(memoryLimits(hierarchies));
        return List.copyOf(found);
    }

    private Finding cgroupV2(Hierarchies hierarchies) {
        Optional<Hierarchy> group = hierarchies.cgroupV2();
        if (group.isEmpty()) {
            return Finding.missing("cgroup-v2", "not mounted", "Linux with systemd mounts it on /sys/fs/cgroup");
        }
        Hierarchy own = group.get();
        String what = own.own() + ", controllers: "
                + (own.controllers().isEmpty() ? "none" : String.join(" ", own.controllers()));
        if (!CgroupV2Containment.isUsable(own)) {
            return Finding.missing(
                    "cgroup-v2",
                    what + ", not writable",
                    "run inside a delegated group: systemd-run --user --scope -p Delegate=yes expool ...");
        }
        if (own.controllers().contains("memory") && !new JvmCgroup(own.own(), procfs).canEnableController()) {
            return Finding.fair(
                    "cgroup-v2",
                    what + "; cells cannot use them, as other processes are in this group",
                    "peaks are sampled, and OOM kills are not counted; start expool alone"
                            + " in a group: systemd-run --user --scope -p Delegate=yes expool ...");
        }
        return own.controllers().contains("memory")
                ? Finding.good("cgroup-v2", what)
                : Finding.fair(
                        "cgroup-v2",
                        what,
                        "without the memory controller peaks are sampled; a service or scope with Delegate=yes has"
                                + " it");
    }

    private static Finding cgroupV1(Hierarchies hierarchies) {
        List<String> writable = Stream.of("freezer", "cpuacct", "memory")
                .filter(controller -> hierarchies
                        .cgroupV1(controller)
                        .filter(Hierarchy::isWritable)
                        .isPresent())
                .toList();
        if (writable.contains("freezer")) {
            return Finding.good("cgroup-v1", "writable: " + String.join(" ", writable));
        }
        String obstacle = hierarchies.cgroupV1("freezer").isEmpty() ? "no freezer mounted" : "freezer not writable";
        return hierarchies.cgroupV2().filter(CgroupV2Containment::isUsable).isPresent()
                ? Finding.good("cgroup-v1", obstacle + "; not needed, as cgroup-v2 is usable")
                : Finding.missing(
                        "cgroup-v1",
                        obstacle,
                        "run as root, or start expool in a group of the freezer hierarchy that root has created for you");
    }

    private static Finding spawn() {
        return SpawnIntoGroup.isSupported()
                ? Finding.good("posix_spawnattr_setcgroup_np", "in this C library")
                : Finding.fair(
                        "posix_spawnattr_setcgroup_np",
                        "not in this C library",
                        "with glibc 2.39 or newer (Debian 13, Ubuntu 24.04) jobs are spawned into a cgroup v2 at"
                                + " no cost");
    }

    /** Matters only where processes are moved into cgroups v2. */
    private static Optional<Finding> favordynmods(Hierarchies hierarchies) {
        if (SpawnIntoGroup.isSupported() || hierarchies.cgroupV2().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                mountOptions().contains("favordynmods")
                        ? Finding.good("favordynmods", "on: moving a process between groups is fast")
                        : Finding.fair(
                                "favordynmods",
                                "off: after a pause, moving a process into a cgroup v2 takes 10 ms or" + " more",
                                "as root: mount -o remount,favordynmods " + mountPoint(hierarchies)));
    }

    private static String mountOptions() {
        try (Stream<String> lines = Files.lines(MOUNTS)) {
            return lines.filter(line -> line.contains(" - cgroup2 ")).collect(Collectors.joining("\n"));
        } catch (IOException unreadable) {
            return "";
        }
    }

    private static String mountPoint(Hierarchies hierarchies) {
        Path own = hierarchies.cgroupV2().orElseThrow().own();
        return mountOptions()
                .lines()
                .map(line -> line.split(" ")[4])
                .filter(point -> own.startsWith(point))
                .findFirst()
                .orElse("/sys/fs/cgroup");
    }

    /** Enforced by the kernel; else by sampling. */
    private static Finding memoryLimits(Hierarchies hierarchies) {
        Optional<Hierarchy> v1 = hierarchies.cgroupV1("memory").filter(Hierarchy::isWritable);
        boolean freezer =
                hierarchies.cgroupV1("freezer").filter(Hierarchy::isWritable).isPresent();
        boolean hasV2 = hierarchies
                .cgroupV2()
                .filter(own -> own.isWritable() && own.controllers().contains("memory"))
                .isPresent();
        if (hasV2) {
            return Finding.good("memory-limits", "enforced by the kernel for whole jobs, by cgroup-v2");
        }
        return v1.isPresent() && freezer
                ? Finding.good("memory-limits", "enforced by the kernel, by cgroup-v1")
                : Finding.fair(
                        "memory-limits",
                        "enforced by sampling: a job may exceed its limit between samples",
                        "the memory controller of a writable control group enforces them exactly: run as root, or"
                                + " systemd-run --user --scope -p Delegate=yes expool ...");
    }

    /** Matters where the level is session. */
    private static Finding orphans() {
        if (!Kernel.canAdoptOrphans()) {
            return Finding.missing(
                    "subreaper", "refused", "with Linux 3.4 or newer this process can adopt the orphans of jobs");
        }
        return Finding.good(
                "subreaper",
                Kernel.adoptsOrphans()
                        ? "on: orphans become children of this process"
                        : "available: where the level is session, run and batch adopt the orphans of jobs; pools do with"
                                + " adoptOrphans(true)");
    }

    private static Finding namespaces() {
        for (NamespaceEntry entry : NamespaceEntry.values()) {
            if (entry.failure().isEmpty()) {
                return Finding.good(
                        "pid-namespace",
                        entry == NamespaceEntry.PRIVILEGED ? "allowed" : "allowed, inside a user namespace");
            }
        }
        return Finding.missing(
                "pid-namespace",
                NamespaceEntry.UNPRIVILEGED.failure(),
                "as root: sysctl user.max_user_namespaces=10000, and where these exist"
                        + " kernel.unprivileged_userns_clone=1 or kernel.apparmor_restrict_unprivileged_userns=0");
    }
}
