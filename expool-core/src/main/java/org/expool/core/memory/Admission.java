package org.expool.core.memory;

import org.expool.core.memory.ReadyIndex.Candidate;
import org.jspecify.annotations.Nullable;

/**
 * Chooses which ready job starts next.
 *
 * <p>Of those whose expected memory fits beside what is promised, the one of the largest area, memory times duration, so
 * that small ones are left to fill the gaps at the end. That alone would let a job of much memory wait as long as others
 * come. So if the oldest of those that do not fit was passed over {@value #PATIENCE} times for each worker, a time is
 * reserved for it, and others start only if they do not delay it (EASY backfilling: Lifka, The ANL/IBM SP scheduling
 * system, 1995). To reserve at once costs 2 to 6 % of the makespan where all are ready from the beginning. And a job
 * that was passed over as often while it was the oldest of all is passed over no more.
 *
 * <p>Takes O(log n) for n ready jobs and O(k log k) for k that run. Not thread-safe: it belongs to whoever owns the state
 * of a pool.
 *
 * @param <J> a job
 */
public final class Admission<J> {

    static final int PATIENCE = 2;

    private final ReadyIndex<J> ready;
    private final Promises running;
    private final Watch oldest = new Watch();
    private final Watch oldestBlocked = new Watch();

    /**
     * Chooses among what is ready, beside what runs.
     *
     * @param ready kept up to date by the caller
     * @param running as well
     */
    public Admission(ReadyIndex<J> ready, Promises running) {
        this.ready = ready;
        this.running = running;
    }

    /**
     * The job to start next, which the caller takes out of the index, and tells {@link #started}. A job that needs more
     * than the limit is chosen only when nothing runs.
     *
     * @param limit of all promises together, in bytes
     * @param freeWorkers how many jobs more may run
     * @param now by the pool's clock, in nanoseconds
     * @return null if none can start now
     */
    public @Nullable Candidate<J> next(long limit, int freeWorkers, long now) {
        long average = running.averageBytes();
        Candidate<J> first = ready.oldest(average);
        if (first == null || freeWorkers < 1) {
            return null;
        }
        int patience = PATIENCE * (running.count() + freeWorkers);
        boolean overdue = oldest.passes(first.id()) >= patience;
        if (overdue && running.fits(first.standing().bytes(), limit)) {
            return first;
        }
        long free = limit - running.promisedBytes();
        Candidate<J> blocked = ready.oldestAbove(free, average);
        Candidate<J> fitting = ready.firstUpTo(free, average);
        if (blocked == null) {
            return fitting;
        }
        overdue |= oldestBlocked.passes(blocked.id()) >= patience;
        if (running.count() == 0) {
            return fitting == null || overdue ? blocked : fitting;
        }
        return overdue ? beside(blocked, limit, freeWorkers, now) : fitting;
    }

    /** A job that does not delay one that is overdue. Where nobody knows when that could start, none. */
    private @Nullable Candidate<J> beside(Candidate<J> blocked, long limit, int freeWorkers, long now) {
        Reservation reserved = running.reservation(blocked.standing().bytes(), limit, freeWorkers, now);
        return reserved == null
                ? null
                : ready.firstBeside(reserved, limit - running.promisedBytes(), running.averageBytes(), now);
    }

    /** A job has been started, whether chosen here or not. */
    public void started(long id) {
        oldest.started(id);
        oldestBlocked.started(id);
    }

    /** How many others were started while a job was the one that is watched. */
    private static final class Watch {

        private static final long NOBODY = -1;

        private long watched = NOBODY;
        private int passes;

        int passes(long id) {
            if (id != watched) {
                watched = id;
                passes = 0;
            }
            return passes;
        }

        void started(long id) {
            watched = id == watched ? NOBODY : watched;
            passes++;
        }
    }
}
