package org.expool.linux.containment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import org.expool.linux.launch.SpawnIntoGroup;
import org.expool.linux.proc.Hierarchies;
import org.expool.linux.proc.Hierarchy;
import org.expool.linux.proc.PoolId;
import org.expool.linux.proc.Procfs;
import org.expool.spi.Availability;
import org.expool.spi.Containment;
import org.expool.spi.ContainmentSession;
import org.expool.spi.Guarantee;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A cgroup v2 for each slot, below that of this process; works with and without controllers. Processes are spawned into it
 * where the C library can (glibc 2.39), else a shell enters it before each command. Needs Linux 5.2, and root or ownership
 * of the group (by delegation). Thread-safe.
 */
public final class CgroupV2Containment implements Containment {

    private static final Logger LOG = LoggerFactory.getLogger(CgroupV2Containment.class);
    private static final int SPAWN_INTO_PRIORITY = 330;
    private static final int PREFIX_PRIORITY = 310;

    private final Procfs procfs = new Procfs(Path.of("/proc"));

    /** Checks nothing yet. */
    public CgroupV2Containment() {}

    @Override
    public String name() {
        return "cgroup-v2";
    }

    /** Higher where processes are spawned into the group, which costs nothing. */
    @Override
    public int priority() {
        return Prerequisites.missing(procfs).isEmpty() && SpawnIntoGroup.isSupported()
                ? SPAWN_INTO_PRIORITY
                : PREFIX_PRIORITY;
    }

    @Override
    public Guarantee guarantee() {
        return Guarantee.STRICT;
    }

    @Override
    public Availability availability() {
        Optional<String> missing = Prerequisites.missing(procfs);
        if (missing.isPresent()) {
            return Availability.unavailable(missing.get());
        }
        Optional<Hierarchy> v2 = Hierarchies.ofThisProcess().cgroupV2();
        if (v2.isEmpty()) {
            return Availability.unavailable(
                    "no cgroup v2 hierarchy is mounted in which" + " the group of this process is visible");
        }
        Path own = v2.get().own();
        return isUsable(v2.get())
                ? Availability.available()
                : Availability.unavailable("the control group " + own + " of this process is not writable; run as root"
                        + " or as its owner: systemd-run --user --scope -p Delegate=yes creates an own group");
    }

    /** Whether this process may create groups there and move processes into them. */
    static boolean isUsable(Hierarchy v2) {
        return v2.isWritable() && Files.isWritable(v2.own().resolve("cgroup.procs"));
    }

    /**
     * A process that enters a group with another cpuset gets all CPUs of that; since Linux 6.2 the kernel keeps the
     * requested mask (user_cpus_ptr, commit 8f9ea86fdf99).
     */
    @Override
    public Optional<String> resetsCpus() {
        Optional<Hierarchy> v2 = Hierarchies.ofThisProcess().cgroupV2();
        boolean keeps = KernelRelease.ofThisSystem().isAtLeast(6, 2);
        return !keeps && v2.isPresent() && enablesCpuset(v2.get().own())
                ? Optional.of("Linux before 6.2 resets the CPU mask of a process that enters a group with a cpuset")
                : Optional.empty();
    }

    private static boolean enablesCpuset(Path own) {
        try {
            return Files.readString(own.resolve("cgroup.subtree_control")).contains("cpuset");
        } catch (IOException unreadable) {
            return true;
        }
    }

    /**
     * Opens the cells of one pool; only where {@link #availability} says available.
     *
     * @throws org.expool.ExpoolException if the kernel refuses the group or the guard
     */
    @Override
    public ContainmentSession open(String pool) {
        Path own = Hierarchies.ofThisProcess().cgroupV2().orElseThrow().own();
        new StalePoolCleaner(procfs, List.of(own), folder -> new CgroupV2Leaf(folder, procfs, false)).clear();
        PoolId id = PoolId.next(procfs);
        Path base = own.resolve(id.name());
        JvmCgroup jvmCgroup = new JvmCgroup(own, procfs);
        Marker marker = Marker.ofPool(id, procfs, System.getenv(Marker.VARIABLE));
        return new LinuxCells(
                        marker,
                        slot -> new CgroupV2Leaf(
                                base.resolve("slot-" + slot), procfs, slot < CgroupV1Containment.MAX_KEPT_OPEN),
                        new EscapeeReaper(pool, marker, procfs),
                        () -> {
                            boolean removed = CgroupFolders.remove(base);
                            jvmCgroup.disableController();
                            return removed;
                        },
                        new Guard(pool, marker.mark(), List.of(base), jvmCgroup.folder()))
                .prepared(() -> {
                    CgroupFolders.make(base);
                    if (jvmCgroup.enableController()) {
                        enableMemory(base);
                    }
                })
                .ofGroups(List.of(base));
    }

    /** Without it the statistics of the leaves are unknown. */
    private static void enableMemory(Path base) {
        try {
            Files.writeString(base.resolve("cgroup.subtree_control"), "+memory", StandardOpenOption.WRITE);
        } catch (IOException refused) {
            LOG.warn("the leaves of {} have no memory controller: {}", base, refused.toString());
        }
    }
}
