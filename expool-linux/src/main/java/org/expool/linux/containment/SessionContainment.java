package org.expool.linux.containment;

import java.nio.file.Path;
import java.util.List;
import org.expool.linux.proc.PoolId;
import org.expool.linux.proc.Procfs;
import org.expool.spi.Availability;
import org.expool.spi.Containment;
import org.expool.spi.ContainmentSession;
import org.expool.spi.Guarantee;

/**
 * Finds processes by an environment variable that they inherit, whatever their session or parent. A process escapes if it
 * clears its environment and becomes a daemon, or forks faster than scans find it; where orphans are adopted, only if it did
 * both before the first scan. Needs Linux 5.3 and no privileges. Thread-safe.
 */
public final class SessionContainment implements Containment {

    private final Procfs procfs = new Procfs(Path.of("/proc"));

    /** Checks nothing yet. */
    public SessionContainment() {}

    @Override
    public String name() {
        return "session";
    }

    @Override
    public int priority() {
        return 200;
    }

    @Override
    public Guarantee guarantee() {
        return Guarantee.GOOD;
    }

    @Override
    public Availability availability() {
        return Prerequisites.missing(procfs).map(Availability::unavailable).orElseGet(Availability::available);
    }

    /**
     * Opens the cells of one pool; only where {@link #availability} says available.
     *
     * @throws org.expool.ExpoolException if the guard cannot be started
     */
    @Override
    public ContainmentSession open(String pool) {
        return open(pool, false);
    }

    @Override
    public ContainmentSession open(String pool, boolean adoptOrphans) {
        Marker marker = Marker.ofPool(PoolId.next(procfs), procfs, System.getenv(Marker.VARIABLE));
        PidTracker pidTracker = new PidTracker(adoptOrphans ? new DescentMembership(marker, procfs) : marker, procfs);
        Guard guard = new Guard(pool, marker.mark(), List.of());
        OrphanReaper orphanReaper = adoptOrphans ? new OrphanReaper(pool, pidTracker, Subreaper.OF_THIS_PROCESS) : null;
        LinuxCells cells = new LinuxCells(
                marker,
                slot -> new MarkerEnclosure(
                        new MarkedProcesses(pidTracker, marker.cell(slot), slot), procfs, orphanReaper),
                null,
                () -> true,
                guard);
        return orphanReaper == null
                ? cells
                : cells.onClosed(orphanReaper::close).prepared(orphanReaper::start);
    }
}
