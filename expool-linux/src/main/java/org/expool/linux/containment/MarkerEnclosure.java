package org.expool.linux.containment;

import java.util.stream.LongStream;
import org.expool.linux.kernel.LibC;
import org.expool.linux.proc.Procfs;
import org.expool.spi.CellStatistics;
import org.expool.spi.LaunchStep;
import org.jspecify.annotations.Nullable;

/**
 * Encloses only by the mark: a job's processes are those that have it, or that were adopted and are known to belong to it.
 * After a short job only the few processes started since its start are checked. Thread-safe.
 */
final class MarkerEnclosure implements Enclosure {

    /** With more candidates, or after a minute, when pids may have wrapped around, listing all processes is as cheap. */
    private static final int MAX_SINGLE_PROBES = 200;

    private static final long WRAP_AROUND_NANOS = 60_000_000_000L;

    private final MarkedProcesses marked;
    private final Procfs procfs;
    private final @Nullable OrphanReaper orphanReaper;
    private volatile long firstPid;
    private volatile long startedNanos;

    /**
     * Encloses nothing yet.
     *
     * @param orphanReaper adopts orphans; null if orphans are not adopted
     */
    MarkerEnclosure(MarkedProcesses marked, Procfs procfs, @Nullable OrphanReaper orphanReaper) {
        this.orphanReaper = orphanReaper;
        this.marked = marked;
        this.procfs = procfs;
    }

    @Override
    public LaunchStep enter() {
        marked.pidTracker().entering(marked.slot());
        return new LaunchStep() {
            private long leader;

            @Override
            public void spawned(long pid) {
                leader = pid;
                marked.pidTracker().started(marked.slot(), pid);
                if (orphanReaper != null) {
                    orphanReaper.wake();
                }
                startedNanos = System.nanoTime();
                firstPid = pid;
            }

            @Override
            public void release() {
                marked.pidTracker().ended(marked.slot(), leader);
            }
        };
    }

    @Override
    public void signal(int... numbers) {
        marked.signal(numbers);
    }

    @Override
    public void kill(int round) {
        marked.signal(LibC.SIGKILL);
    }

    @Override
    public boolean freeze() {
        return false;
    }

    @Override
    public void thaw() {}

    @Override
    public boolean isEmpty() {
        if (orphanReaper != null) { // adopted processes need not have the mark
            return marked.members().isEmpty();
        }
        long newest = procfs.newestPid();
        long oldest = firstPid;
        return oldest > 0
                        && newest >= oldest
                        && newest - oldest < MAX_SINGLE_PROBES
                        && System.nanoTime() - startedNanos < WRAP_AROUND_NANOS
                ? LongStream.rangeClosed(oldest, newest).noneMatch(marked.mark()::isMember)
                : marked.members().isEmpty();
    }

    @Override
    public CellStatistics statistics() {
        return CellStatistics.unknown();
    }

    @Override
    public boolean remove() {
        return true;
    }
}
