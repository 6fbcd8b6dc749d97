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
 * A control group of the second version for each slot, below that of this process; works with and without controllers.
 * Processes are born in it where the C library can (glibc 2.39), else a shell enters it before each command. Needs Linux
 * 5.2, and to be root or the owner of the group (by delegation). Thread-safe.
 */
public final class CgroupV2Containment implements Containment {

    private static final Logger LOG = LoggerFactory.getLogger(CgroupV2Containment.class);
    private static final int BORN_INSIDE = 330;
    private static final int BY_PREFIX = 310;

    private final Procfs procfs = new Procfs(Path.of("/proc"));

    /** Looks at nothing yet. */
    public CgroupV2Containment() {}

    @Override
    public String name() {
        return "cgroup-v2";
    }

    /** Higher where entering costs nothing. */
    @Override
    public int priority() {
        return Prerequisites.missing(procfs).isEmpty() && SpawnIntoGroup.isSupported() ? BORN_INSIDE : BY_PREFIX;
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
        Optional<Hierarchy> unified = Hierarchies.ofThisProcess().unified();
        if (unified.isEmpty()) {
            return Availability.unavailable("no hierarchy of control groups of the second version is mounted in which"
                    + " this process can be seen");
        }
        Path own = unified.get().own();
        return mayBeUsed(unified.get())
                ? Availability.available()
                : Availability.unavailable("the control group " + own + " of this process may not be written; root may,"
                        + " or its owner: systemd-run --user --scope -p Delegate=yes gives one");
    }

    /** Whether this process may make groups there and move processes into them. */
    static boolean mayBeUsed(Hierarchy unified) {
        return unified.isWritable() && Files.isWritable(unified.own().resolve("cgroup.procs"));
    }

    /**
     * A process that enters a group with another cpuset gets all CPUs of that; since Linux 6.2 only those of them that
     * somebody has asked for (user_cpus_ptr, commit 8f9ea86fdf99).
     */
    @Override
    public Optional<String> resetsCpus() {
        Optional<Hierarchy> unified = Hierarchies.ofThisProcess().unified();
        boolean keeps = KernelRelease.ofThisSystem().isAtLeast(6, 2);
        return !keeps && unified.isPresent() && passesOnCpusets(unified.get().own())
                ? Optional.of("Linux before 6.2 forgets the CPU mask of a process that enters a group with a cpuset")
                : Optional.empty();
    }

    private static boolean passesOnCpusets(Path own) {
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
        Path own = Hierarchies.ofThisProcess().unified().orElseThrow().own();
        new StalePoolCleaner(procfs, List.of(own), folder -> new CgroupV2Leaf(folder, procfs, false)).clear();
        PoolId id = PoolId.next(procfs);
        Path base = own.resolve(id.name());
        HostGroup host = new HostGroup(own, procfs);
        Marker marker = Marker.ofPool(id, procfs, System.getenv(Marker.VARIABLE));
        return new LinuxCells(
                        marker,
                        slot -> new CgroupV2Leaf(
                                base.resolve("slot-" + slot), procfs, slot < CgroupV1Containment.MOST_BUSY),
                        new EscapeeReaper(pool, marker, procfs),
                        () -> {
                            boolean removed = GroupFolders.remove(base);
                            host.leave();
                            return removed;
                        },
                        new Guard(pool, marker.mark(), List.of(base), host.folder()))
                .prepared(() -> {
                    GroupFolders.make(base);
                    if (host.passOn()) {
                        passOnMemory(base);
                    }
                })
                .ofGroups(List.of(base));
    }

    /** Without it the leaves' statistics say that they do not know. */
    private static void passOnMemory(Path base) {
        try {
            Files.writeString(base.resolve("cgroup.subtree_control"), "+memory", StandardOpenOption.WRITE);
        } catch (IOException refused) {
            LOG.warn("the leaves of {} have no memory controller: {}", base, refused.toString());
        }
    }
}
