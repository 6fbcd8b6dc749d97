package org.expool.linux.containment;

import java.util.stream.LongStream;
import org.expool.linux.kernel.LibC;
import org.expool.linux.proc.Procfs;
import org.expool.spi.CellStatistics;
import org.expool.spi.LaunchStep;
import org.jspecify.annotations.Nullable;

/**
 * No enclosure but the mark: a job's processes are those that bear it, or are adopted and known to be its; when a short job has ended, those among the few
 * that were born since it began. Thread-safe.
 */
final class MarkerEnclosure implements Enclosure {

    /** From this many on, or after a minute, when numbers may have come round, a look at all is as good. */
    private static final int MANY = 200;

    private static final long MINUTE = 60_000_000_000L;

    private final MarkedProcesses marked;
    private final Procfs procfs;
    private final @Nullable OrphanReaper adoption;
    private volatile long first;
    private volatile long since;

    /**
     * Empty.
     *
     * @param adoption of orphans; null if there is none
     */
    MarkerEnclosure(MarkedProcesses marked, Procfs procfs, @Nullable OrphanReaper adoption) {
        this.adoption = adoption;
        this.marked = marked;
        this.procfs = procfs;
    }

    @Override
    public LaunchStep enter() {
        marked.census().entering(marked.slot());
        return new LaunchStep() {
            private long leader;

            @Override
            public void spawned(long pid) {
                leader = pid;
                marked.census().started(marked.slot(), pid);
                if (adoption != null) {
                    adoption.wake();
                }
                since = System.nanoTime();
                first = pid;
            }

            @Override
            public void release() {
                marked.census().ended(marked.slot(), leader);
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
        if (adoption != null) { // what is adopted shows nothing itself
            return marked.members().isEmpty();
        }
        long newest = procfs.newestPid();
        long oldest = first;
        return oldest > 0 && newest >= oldest && newest - oldest < MANY && System.nanoTime() - since < MINUTE
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
