package org.expool.core.memory;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.expool.core.memory.ReadyIndex.Candidate;
import org.jspecify.annotations.Nullable;

/**
 * Chooses which ready job starts next.
 *
 * <p>Of those whose expected memory fits beside what is promised, the first by the {@link QueueOrder}; by default the one that
 * needs the most, so that each gap is filled by what fits it best and small ones are left for the gaps to come (best-fit
 * decreasing: Johnson, Near-optimal bin packing algorithms, 1973); of those that need no more than a worker's equal share, where
 * workers are what is short, the longest (Graham, Bounds on multiprocessing timing anomalies, 1969). That alone would let a
 * job of much memory wait as long as others come. So if the oldest of those that do not fit was passed over as often as the
 * order allows for each worker, a time is reserved for it, and others start only if they do not delay it (EASY backfilling:
 * Lifka, The ANL/IBM SP scheduling system, 1995). To reserve at once costs 2 to 6 % of the makespan where all are ready
 * from the beginning. And a job that was passed over as often while it was the oldest of all is passed over no more.
 *
 * <p>Takes O(log n) for n ready jobs and O(k log k) for k that run. Not thread-safe: it belongs to whoever owns the state
 * of a pool.
 *
 * @param <J> a job
 */
public final class Admission<J> {

    private final QueueOrder order;
    private final Promises running;
    private final Watch oldest = new Watch();
    private final Watch oldestBlocked = new Watch();
    private @Nullable Candidate<J> held;

    /**
     * Chooses what starts beside what runs.
     *
     * @param order who comes first
     * @param running kept up to date by the caller
     */
    public Admission(QueueOrder order, Promises running) {
        this.order = order;
        this.running = running;
    }

    /**
     * The job to start next, which the caller takes out of its line, and tells {@link #started}.
     *
     * @param lines all that could start but for memory and workers
     * @param limit of all promises together, in bytes
     * @param alone how much a job may need at most that starts where nothing runs, though it is more than the limit
     * @param now by the pool's clock, in nanoseconds
     * @return null if none can start now
     */
    public @Nullable Candidate<J> next(List<QueueLane<J>> lines, long limit, long alone, long now) {
        held = null;
        long average = running.averageBytes();
        long free = limit - running.promisedBytes();
        Candidate<J> first = best(JobClassQueue.AGE, lines, line -> line.jobs().oldest(average));
        if (first == null) {
            return null;
        }
        QueueLane<J> ofFirst = lineOf(first, lines);
        boolean firstFits = ofFirst.isOpen() && first.standing().bytes() <= free;
        int patience = order.patience() * (running.count() + Math.max(1, ofFirst.freeWorkers()));
        if (firstFits && oldest.passes(first.id()) >= patience) {
            return first;
        }
        boolean aloneFirst = ofFirst.isOpen() && first.standing().bytes() <= alone;
        if (order == QueueOrder.SUBMISSION) {
            held = first;
            return running.count() == 0 && aloneFirst ? first : null;
        }
        Candidate<J> blocked = best(
                JobClassQueue.AGE,
                lines,
                line -> line.isOpen()
                        ? line.jobs().oldestAbove(free, average)
                        : line.jobs().oldest(average));
        Candidate<J> fitting =
                best(order.rank(), lines, line -> line.isOpen() ? line.jobs().firstUpTo(free, average) : null);
        held = blocked;
        if (blocked == null) {
            return fitting;
        }
        boolean overdue = oldestBlocked.passes(blocked.id()) >= patience;
        if (running.count() == 0) {
            boolean may = blocked.standing().bytes() <= alone
                    && lineOf(blocked, lines).isOpen();
            return may && (fitting == null || overdue) ? blocked : fitting;
        }
        return overdue ? beside(blocked, lines, limit, now) : fitting;
    }

    /** A job that does not delay one that is overdue. */
    private @Nullable Candidate<J> beside(Candidate<J> blocked, List<QueueLane<J>> lines, long limit, long now) {
        int workers = lineOf(blocked, lines).freeWorkers();
        Reservation reserved = running.reservation(blocked.standing().bytes(), limit, workers, now);
        return best(
                order.rank(),
                lines,
                line -> line.isOpen()
                        ? line.jobs()
                                .firstBeside(reserved, limit - running.promisedBytes(), running.averageBytes(), now)
                        : null);
    }

    private @Nullable Candidate<J> best(
            Comparator<JobClassQueue<?>> by,
            List<QueueLane<J>> lines,
            Function<QueueLane<J>, @Nullable Candidate<J>> choice) {
        Candidate<J> best = null;
        for (QueueLane<J> line : lines) {
            Candidate<J> chosen = choice.apply(line);
            if (chosen != null && (best == null || by.compare(chosen.group(), best.group()) < 0)) {
                best = chosen;
            }
        }
        return best;
    }

    private static <J> QueueLane<J> lineOf(Candidate<J> candidate, List<QueueLane<J>> lines) {
        for (QueueLane<J> line : lines) {
            if (line.jobs().holds(candidate.group())) {
                return line;
            }
        }
        throw new IllegalStateException("job " + candidate.id() + " is in no line");
    }

    /** Of those that did not fit when {@link #next} was last asked, the one that has waited the longest; null if all did. */
    public @Nullable J held() {
        return held == null ? null : held.job();
    }

    /** A job has been started, whether chosen here or not. */
    public void started(long id) {
        oldest.started(id);
        oldestBlocked.started(id);
    }

    /** A job waits no longer, and does not start. */
    public void left(long id) {
        oldest.forget(id);
        oldestBlocked.forget(id);
    }

    /** How many others were started while a job was the one that is watched; it need not have been all the time. */
    private static final class Watch {

        private static final long NOBODY = -1;

        private final Map<Long, Integer> passes = new HashMap<>();
        private long watched = NOBODY;

        int passes(long id) {
            watched = id;
            return passes.getOrDefault(id, 0);
        }

        void started(long id) {
            forget(id);
            if (watched != NOBODY) {
                passes.merge(watched, 1, Integer::sum);
            }
        }

        void forget(long id) {
            passes.remove(id);
            watched = id == watched ? NOBODY : watched;
        }
    }
}
