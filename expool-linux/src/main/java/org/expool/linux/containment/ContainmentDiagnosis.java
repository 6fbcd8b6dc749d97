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
 * What this machine offers to hold jobs with: control groups, the call that has a process born in one, namespaces.
 * Thread-safe.
 */
public final class ContainmentDiagnosis implements Diagnosis {

    private static final Path MOUNTS = Path.of("/proc/self/mountinfo");

    private final Procfs procfs = new Procfs(Path.of("/proc"));

    /** Looks at nothing yet. */
    public ContainmentDiagnosis() {}

    @Override
    public List<Finding> findings() {
        if (Prerequisites.missing(procfs).isPresent()) {
            return List.of();
        }
        Hierarchies hierarchies = Hierarchies.ofThisProcess();
        List<Finding> found = new ArrayList<>(List.of(unified(hierarchies), legacy(hierarchies), spawn()));
        moving(hierarchies).ifPresent(found::add);
        found.add(namespaces());
        found.add(orphans());
        found.add(memoryLimits(hierarchies));
        return List.copyOf(found);
    }

    private Finding unified(Hierarchies hierarchies) {
        Optional<Hierarchy> group = hierarchies.unified();
        if (group.isEmpty()) {
            return Finding.missing("cgroup-v2", "not mounted", "Linux with systemd mounts it on /sys/fs/cgroup");
        }
        Hierarchy own = group.get();
        String what = own.own() + ", controllers: "
                + (own.controllers().isEmpty() ? "none" : String.join(" ", own.controllers()));
        if (!CgroupV2Containment.mayBeUsed(own)) {
            return Finding.missing(
                    "cgroup-v2",
                    what + ", not writable",
                    "run inside a group of your own: systemd-run --user --scope -p Delegate=yes expool ...");
        }
        if (own.controllers().contains("memory") && !new HostGroup(own.own(), procfs).canPassOn()) {
            return Finding.fair(
                    "cgroup-v2",
                    what + "; not for cells, as other processes are in this group",
                    "peaks come from samples, and that the kernel was short of memory stays unknown; start expool alone"
                            + " in a group: systemd-run --user --scope -p Delegate=yes expool ...");
        }
        return own.controllers().contains("memory")
                ? Finding.good("cgroup-v2", what)
                : Finding.fair(
                        "cgroup-v2",
                        what,
                        "without the memory controller peaks come from samples; a service or scope with Delegate=yes has"
                                + " it");
    }

    private static Finding legacy(Hierarchies hierarchies) {
        List<String> there = Stream.of("freezer", "cpuacct", "memory")
                .filter(controller -> hierarchies
                        .with(controller)
                        .filter(Hierarchy::isWritable)
                        .isPresent())
                .toList();
        if (there.contains("freezer")) {
            return Finding.good("cgroup-v1", "writable: " + String.join(" ", there));
        }
        String lack = hierarchies.with("freezer").isEmpty() ? "no freezer mounted" : "freezer not writable";
        return hierarchies.unified().filter(CgroupV2Containment::mayBeUsed).isPresent()
                ? Finding.good("cgroup-v1", lack + "; not needed, as cgroup-v2 can be used")
                : Finding.missing(
                        "cgroup-v1",
                        lack,
                        "run as root, or have root make a group in the freezer's hierarchy that you own and start expool in it");
    }

    private static Finding spawn() {
        return SpawnIntoGroup.isSupported()
                ? Finding.good("posix_spawnattr_setcgroup_np", "in this C library")
                : Finding.fair(
                        "posix_spawnattr_setcgroup_np",
                        "not in this C library",
                        "with glibc 2.39 or newer (Debian 13, Ubuntu 24.04) a job enters a group of the second version at"
                                + " no cost");
    }

    /** Only of interest where processes have to be moved into groups of the second version. */
    private static Optional<Finding> moving(Hierarchies hierarchies) {
        if (SpawnIntoGroup.isSupported() || hierarchies.unified().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                mountOptions().contains("favordynmods")
                        ? Finding.good("favordynmods", "on: processes are moved between groups at once")
                        : Finding.fair(
                                "favordynmods",
                                "off: after a pause, moving a process into a group of the second version takes 10 ms or"
                                        + " more",
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
        Path own = hierarchies.unified().orElseThrow().own();
        return mountOptions()
                .lines()
                .map(line -> line.split(" ")[4])
                .filter(point -> own.startsWith(point))
                .findFirst()
                .orElse("/sys/fs/cgroup");
    }

    /** By the kernel; without it limits are seen to by looks. */
    private static Finding memoryLimits(Hierarchies hierarchies) {
        Optional<Hierarchy> first = hierarchies.with("memory").filter(Hierarchy::isWritable);
        boolean freezer =
                hierarchies.with("freezer").filter(Hierarchy::isWritable).isPresent();
        boolean second = hierarchies
                .unified()
                .filter(own -> own.isWritable() && own.controllers().contains("memory"))
                .isPresent();
        if (second) {
            return Finding.good("memory-limits", "kept by the kernel for jobs as a whole, by cgroup-v2");
        }
        return first.isPresent() && freezer
                ? Finding.good("memory-limits", "kept by the kernel, by cgroup-v1")
                : Finding.fair(
                        "memory-limits",
                        "seen to by samples, between which a job may hold more",
                        "the memory controller of a control group that may be written keeps them exactly: as root, or"
                                + " systemd-run --user --scope -p Delegate=yes expool ...");
    }

    /** Of interest where the level is session. */
    private static Finding orphans() {
        if (!Kernel.canAdoptOrphans()) {
            return Finding.missing(
                    "subreaper", "refused", "with Linux 3.4 or newer this process could adopt the orphans of jobs");
        }
        return Finding.good(
                "subreaper",
                Kernel.adoptsOrphans()
                        ? "in force: orphans become children of this process"
                        : "possible: where the level is session, run and batch adopt the orphans of jobs; pools do with"
                                + " adoptOrphans(true)");
    }

    private static Finding namespaces() {
        for (NamespaceEntry way : NamespaceEntry.values()) {
            if (way.objection().isEmpty()) {
                return Finding.good(
                        "pid-namespace",
                        way == NamespaceEntry.PRIVILEGED ? "allowed" : "allowed, inside a user namespace");
            }
        }
        return Finding.missing(
                "pid-namespace",
                NamespaceEntry.UNPRIVILEGED.objection(),
                "as root: sysctl user.max_user_namespaces=10000, and where they are there"
                        + " kernel.unprivileged_userns_clone=1 or kernel.apparmor_restrict_unprivileged_userns=0");
    }
}
