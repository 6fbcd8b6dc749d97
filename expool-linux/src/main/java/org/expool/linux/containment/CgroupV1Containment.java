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
 * A control group of the first version for each slot, in the freezer's hierarchy and in those of pids, cpuacct and memory,
 * below those of this process. Needs Linux 5.3 and to be root or the owner of the groups. Thread-safe.
 */
public final class CgroupV1Containment implements Containment {

    /** Of so many workers files are kept open: as many as have a spawner thread of their own. */
    static final int MOST_BUSY = 64;

    private final Procfs procfs = new Procfs(Path.of("/proc"));

    /** Looks at nothing yet. */
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
        Optional<Hierarchy> freezer = Hierarchies.ofThisProcess().with("freezer");
        if (freezer.isEmpty()) {
            return Availability.unavailable("no hierarchy of control groups of the first version with the freezer is"
                    + " mounted; machines that have the second version do not need it");
        }
        return freezer.get().isWritable()
                ? Availability.available()
                : Availability.unavailable("the control group " + freezer.get().own()
                        + " of this process may not be written; root may, or its owner");
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
                .flatMap(controller -> hierarchies.with(controller).stream())
                .filter(Hierarchy::isWritable)
                .map(Hierarchy::own)
                .distinct()
                .toList();
        new StalePoolCleaner(procfs, owns, this::leftover).clear();
        PoolId id = PoolId.next(procfs);
        List<Path> bases = owns.stream().map(own -> own.resolve(id.name())).toList();
        CgroupV1Folders place = new CgroupV1Folders(bases, procfs);
        Marker marker = Marker.ofPool(id, procfs, System.getenv(Marker.VARIABLE));
        return new LinuxCells(
                        marker,
                        slot -> new CgroupV1Leaf(place, "slot-" + slot, slot < MOST_BUSY),
                        new EscapeeReaper(pool, marker, procfs),
                        () -> bases.stream()
                                        .filter(base -> !GroupFolders.remove(base))
                                        .count()
                                == 0,
                        new Guard(pool, marker.mark(), bases))
                .prepared(() -> bases.forEach(GroupFolders::make))
                .ofGroups(bases);
    }

    private Enclosure leftover(Path folder) {
        return new CgroupV1Leaf(
                new CgroupV1Folders(List.of(folder.getParent()), procfs),
                folder.getFileName().toString(),
                false);
    }
}
