package org.expool.core.memory;

import org.expool.core.memory.ReadyIndex.Candidate;
import org.jspecify.annotations.Nullable;

/**
 * Chooses which ready job starts next.
 *
 * <p>Of those whose expected memory fits beside what is promised, the one of the largest area, memory times duration, so
 * that small ones are left to fill the gaps at the end. That alone would let a job of much memory wait as long as others
 * come; so for the oldest that does not fit a time is reserved, and others start only if they do not delay it (EASY
 * backfilling: Lifka, The ANL/IBM SP scheduling system, 1995). And a job that is the oldest while {@value #PATIENCE}
 * others start is passed over no more, fit or not.
 *
 * <p>Takes O(log n) for n ready jobs and O(k log k) for k that run. Not thread-safe: it belongs to whoever owns the state
 * of a pool.
 *
 * @param <J> a job
 */
public final class Admission<J> {

    static final int PATIENCE = 100;
    private static final long NONE = -1;

    private final ReadyIndex<J> ready;
    private final Promises running;
    private long oldest = NONE;
    private int passedOver;

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
        watch(first.id());
        if (passedOver >= PATIENCE && fits(first, limit)) {
            return first;
        }
        long free = limit - running.promisedBytes();
        Candidate<J> waiting = ready.oldestAbove(free, average);
        if (waiting == null) {
            return ready.firstUpTo(free, average);
        }
        if (running.count() == 0) {
            Candidate<J> fitting = ready.firstUpTo(free, average);
            return fitting == null || passedOver >= PATIENCE ? waiting : fitting;
        }
        Reservation reserved = running.reservation(waiting.standing().bytes(), limit, freeWorkers, now);
        if (reserved == null) {
            return passedOver < PATIENCE ? ready.firstUpTo(free, average) : null;
        }
        return ready.firstBeside(reserved, free, average, now);
    }

    private boolean fits(Candidate<J> candidate, long limit) {
        return running.fits(candidate.standing().bytes(), limit);
    }

    private void watch(long id) {
        if (id != oldest) {
            oldest = id;
            passedOver = 0;
        }
    }

    /** A job has been started, whether chosen here or not. */
    public void started(long id) {
        if (id == oldest) {
            oldest = NONE;
        } else {
            passedOver++;
        }
    }
}
