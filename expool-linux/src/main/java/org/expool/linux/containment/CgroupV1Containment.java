package org.expool.linux.containment;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.expool.linux.proc.Hierarchies;
import org.expool.linux.proc.Hierarchy;
import org.expool.linux.proc.PoolId;
import org.expool.linux.proc.Procfs;
import org.expool.spi.Availability;
import org.expool.spi.Containment;
import org.expool.spi.ContainmentSession;
import org.expool.spi.Guarantee;

/**
 * A cgroup v1 for each slot, in the freezer hierarchy and in those of pids, cpuacct and memory, below the groups of this
 * process. Needs Linux 5.3, and root or ownership of the groups. Thread-safe.
 */
public final class CgroupV1Containment implements Containment {

    /** Files of this many workers are kept open: as many as have a dedicated spawner thread. */
    static final int MAX_KEPT_OPEN = 64;

    private final Procfs procfs = new Procfs(Path.of("/proc"));

    /** Checks nothing yet. */
    public CgroupV1Containment() {}

    @Override
    public String name() {
        return "cgroup-v1";
    }

    @Override
    public int priority() {
        return 320;
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
        Optional<Hierarchy> freezer = Hierarchies.ofThisProcess().cgroupV1("freezer");
        if (freezer.isEmpty()) {
            return Availability.unavailable(
                    "no cgroup v1 hierarchy with the freezer is" + " mounted; not needed where cgroup v2 is available");
        }
        return freezer.get().isWritable()
                ? Availability.available()
                : Availability.unavailable("the control group " + freezer.get().own()
                        + " of this process is not writable; run as root or as its owner");
    }

    /**
     * Opens the cells of one pool; only where {@link #availability} says available.
     *
     * @throws org.expool.ExpoolException if the kernel refuses the groups or the guard
     */
    @Override
    public ContainmentSession open(String pool) {
        Hierarchies hierarchies = Hierarchies.ofThisProcess();
        List<Path> owns = Stream.of("freezer", "pids", "cpuacct", "memory")
                .flatMap(controller -> hierarchies.cgroupV1(controller).stream())
                .filter(Hierarchy::isWritable)
                .map(Hierarchy::own)
                .distinct()
                .toList();
        new StalePoolCleaner(procfs, owns, this::staleLeaf).clear();
        PoolId id = PoolId.next(procfs);
        List<Path> bases = owns.stream().map(own -> own.resolve(id.name())).toList();
        CgroupV1Folders folders = new CgroupV1Folders(bases, procfs);
        Marker marker = Marker.ofPool(id, procfs, System.getenv(Marker.VARIABLE));
        return new LinuxCells(
                        marker,
                        slot -> new CgroupV1Leaf(folders, "slot-" + slot, slot < MAX_KEPT_OPEN),
                        new EscapeeReaper(pool, marker, procfs),
                        () -> bases.stream()
                                        .filter(base -> !CgroupFolders.remove(base))
                                        .count()
                                == 0,
                        new Guard(pool, marker.mark(), bases))
                .prepared(() -> bases.forEach(CgroupFolders::make))
                .ofGroups(bases);
    }

    private Enclosure staleLeaf(Path folder) {
        return new CgroupV1Leaf(
                new CgroupV1Folders(List.of(folder.getParent()), procfs),
                folder.getFileName().toString(),
                false);
    }
}
