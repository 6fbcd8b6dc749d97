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
 * No cell in the kernel: processes are found by a variable that they inherit, whatever session or parent they have.
 * Escapes it what clears its environment and detaches itself as well, or multiplies faster than it is looked for; where orphans
 * are adopted, only what has done both before it was seen. Needs
 * Linux 5.3 and no right at all. Thread-safe.
 */
public final class SessionContainment implements Containment {

    private final Procfs procfs = new Procfs(Path.of("/proc"));

    /** Looks at nothing yet. */
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
        PidTracker census = new PidTracker(adoptOrphans ? new DescentMembership(marker, procfs) : marker, procfs);
        Guard guard = new Guard(pool, marker.mark(), List.of());
        OrphanReaper adoption = adoptOrphans ? new OrphanReaper(pool, census, Subreaper.OF_THIS_PROCESS) : null;
        LinuxCells cells = new LinuxCells(
                marker,
                slot -> new MarkerEnclosure(new MarkedProcesses(census, marker.cell(slot), slot), procfs, adoption),
                null,
                () -> true,
                guard);
        return adoption == null ? cells : cells.endingWith(adoption::close).prepared(adoption::start);
    }
}
