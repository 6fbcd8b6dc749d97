package org.expool.core.memory;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.expool.core.memory.ReadyIndex.Candidate;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the ready job to start next.
 *
 * <p>Of the jobs whose expected peak fits beside the promises, this is the first by the {@link QueueOrder}; by default the
 * largest, so that each gap is filled by the job that fits best and small jobs remain for later gaps (best-fit decreasing:
 * Johnson, Near-optimal bin packing algorithms, 1973); of jobs within a worker's share of the memory, where workers are the
 * scarce resource, the longest (Graham, Bounds on multiprocessing timing anomalies, 1969). With this alone a large job could
 * starve while smaller ones arrive. So if the oldest job that does not fit was bypassed as often as the order allows per
 * worker, memory is reserved for it, and others are backfilled only if they do not delay it (EASY backfilling: Lifka, The
 * ANL/IBM SP scheduling system, 1995). Reserving at once would cost 2 to 6 % of the makespan where all jobs are ready from the
 * beginning. A job that was bypassed as often while it was the oldest of all, and fits, starts next.
 *
 * <p>Takes O(log n) for n ready and O(k log k) for k running jobs. Not thread-safe: part of the scheduler's state.
 *
 * @param <J> a job
 */
public final class Admission<J> {

    private final QueueOrder order;
    private final Promises running;
    private final BypassCounter oldest = new BypassCounter();
    private final BypassCounter oldestBlocked = new BypassCounter();
    private @Nullable Candidate<J> waitingForMemory;

    /**
     * Chooses by this order beside these running jobs.
     *
     * @param running kept up to date by the caller
     */
    public Admission(QueueOrder order, Promises running) {
        this.order = order;
        this.running = running;
    }

    /**
     * The job to start next. The caller removes it from its lane and calls {@link #started}.
     *
     * @param lanes jobs that could start if there are memory and workers
     * @param limit of the sum of promises, in bytes
     * @param limitWhenAlone the largest expected peak, in bytes, of a job that starts while none runs; may exceed the limit
     * @param now by the pool's clock, in nanoseconds
     * @return null if none can start now
     */
    public @Nullable Candidate<J> next(List<QueueLane<J>> lanes, long limit, long limitWhenAlone, long now) {
        waitingForMemory = null;
        long average = running.averageBytes();
        long free = limit - running.promisedBytes();
        Candidate<J> first =
                best(JobClassQueue.BY_AGE, lanes, lane -> lane.jobs().oldest(average));
        if (first == null) {
            return null;
        }
        QueueLane<J> firstLane = laneOf(first, lanes);
        boolean firstFits = firstLane.isOpen() && first.rank().bytes() <= free;
        int maxBypasses = order.maxBypasses() * (running.count() + Math.max(1, firstLane.freeWorkers()));
        if (firstFits && oldest.bypasses(first.id()) >= maxBypasses) {
            return first;
        }
        boolean firstMayRunAlone = firstLane.isOpen() && first.rank().bytes() <= limitWhenAlone;
        if (order == QueueOrder.SUBMISSION) {
            waitingForMemory = first;
            return running.count() == 0 && firstMayRunAlone ? first : null;
        }
        Candidate<J> blocked = best(
                JobClassQueue.BY_AGE,
                lanes,
                lane -> lane.isOpen()
                        ? lane.jobs().oldestAbove(free, average)
                        : lane.jobs().oldest(average));
        Candidate<J> fitting = best(
                order.comparator(), lanes, lane -> lane.isOpen() ? lane.jobs().firstUpTo(free, average) : null);
        waitingForMemory = blocked;
        if (blocked == null) {
            return fitting;
        }
        boolean overdue = oldestBlocked.bypasses(blocked.id()) >= maxBypasses;
        if (running.count() == 0) {
            boolean mayRunAlone = blocked.rank().bytes() <= limitWhenAlone
                    && laneOf(blocked, lanes).isOpen();
            return mayRunAlone && (fitting == null || overdue) ? blocked : fitting;
        }
        return overdue ? backfill(blocked, lanes, limit, now) : fitting;
    }

    /** A job that does not delay the blocked one, which was bypassed too often. */
    private @Nullable Candidate<J> backfill(Candidate<J> blocked, List<QueueLane<J>> lanes, long limit, long now) {
        int workers = laneOf(blocked, lanes).freeWorkers();
        Reservation reserved = running.reservation(blocked.rank().bytes(), limit, workers, now);
        return best(
                order.comparator(),
                lanes,
                lane -> lane.isOpen()
                        ? lane.jobs()
                                .firstNotDelaying(
                                        reserved, limit - running.promisedBytes(), running.averageBytes(), now)
                        : null);
    }

    private @Nullable Candidate<J> best(
            Comparator<JobClassQueue<?>> order,
            List<QueueLane<J>> lanes,
            Function<QueueLane<J>, @Nullable Candidate<J>> choice) {
        Candidate<J> best = null;
        for (QueueLane<J> lane : lanes) {
            Candidate<J> chosen = choice.apply(lane);
            if (chosen != null && (best == null || order.compare(chosen.queue(), best.queue()) < 0)) {
                best = chosen;
            }
        }
        return best;
    }

    private static <J> QueueLane<J> laneOf(Candidate<J> candidate, List<QueueLane<J>> lanes) {
        for (QueueLane<J> lane : lanes) {
            if (lane.jobs().contains(candidate.queue())) {
                return lane;
            }
        }
        throw new IllegalStateException("job " + candidate.id() + " is in no lane");
    }

    /** The oldest job that did not fit at the last {@link #next}; null if all did. */
    public @Nullable J waitingForMemory() {
        return waitingForMemory == null ? null : waitingForMemory.job();
    }

    /** A job was started, whether chosen here or not. */
    public void started(long id) {
        oldest.started(id);
        oldestBlocked.started(id);
    }

    /** A job left the queue without being started. */
    public void withdrawn(long id) {
        oldest.forget(id);
        oldestBlocked.forget(id);
    }

    /** Counts how many others were started while a job was the watched one; it need not have been watched all the time. */
    private static final class BypassCounter {

        private static final long NONE = -1;

        private final Map<Long, Integer> bypasses = new HashMap<>();
        private long watched = NONE;

        int bypasses(long id) {
            watched = id;
            return bypasses.getOrDefault(id, 0);
        }

        void started(long id) {
            forget(id);
            if (watched != NONE) {
                bypasses.merge(watched, 1, Integer::sum);
            }
        }

        void forget(long id) {
            bypasses.remove(id);
            watched = id == watched ? NONE : watched;
        }
    }
}
