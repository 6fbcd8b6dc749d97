package org.expool.core.memory;

import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Index of the ready jobs by their expected memory. Adding, removing and finding take O(log n). Jobs with the same expectation
 * are in one queue, and move together when their category has learned a run. Not thread-safe: part of the scheduler's state.
 *
 * @param <J> a job
 */
public final class ReadyIndex<J> {

    /** Arbitrary but fixed, so that runs are repeatable. */
    private static final long RANDOM_SEED = 5;

    private final Function<MemoryRequest, QueueRank> ranker;
    private long shareOfWorker;
    private final SplittableRandom weights = new SplittableRandom(RANDOM_SEED);
    private final Map<JobClass, JobClassQueue<J>> queues = new HashMap<>();
    private final Map<String, Set<JobClassQueue<J>>> byCategory = new HashMap<>();
    private final Comparator<JobClassQueue<?>> comparator;
    private final MemoryTree<J> known;
    private final MemoryTree<J> unknown;

    /**
     * Empty.
     *
     * @param ranker ranks a job by what is known now
     * @param order which comes first
     * @param shareOfWorker a worker's equal share of the memory, in bytes; 0 if unknown
     */
    public ReadyIndex(Function<MemoryRequest, QueueRank> ranker, QueueOrder order, long shareOfWorker) {
        this(ranker, order.comparator(), shareOfWorker);
    }

    ReadyIndex(Function<MemoryRequest, QueueRank> ranker, Comparator<JobClassQueue<?>> comparator, long shareOfWorker) {
        this.shareOfWorker = shareOfWorker;
        this.ranker = ranker;
        this.comparator = comparator;
        known = new MemoryTree<>(comparator);
        unknown = new MemoryTree<>(comparator);
    }

    /**
     * Adds a job that has become ready.
     *
     * @param id the smaller, the older
     * @param priority higher first
     */
    public void add(long id, J job, int priority, MemoryRequest request) {
        JobClass jobClass = JobClass.of(priority, request);
        JobClassQueue<J> queue = queues.get(jobClass);
        if (queue == null) {
            queue = new JobClassQueue<>(jobClass, request, ranker.apply(request), shareOfWorker, weights.nextInt());
            queues.put(jobClass, queue);
            if (jobClass.category() != null) {
                byCategory
                        .computeIfAbsent(jobClass.category(), name -> new LinkedHashSet<>())
                        .add(queue);
            }
        } else {
            tree(queue).remove(queue);
        }
        if (queue.add(id, job, request)) {
            queue.setRank(ranker.apply(queue.request()));
        }
        tree(queue).add(queue);
    }

    /**
     * Removes a job that is no longer ready.
     *
     * @throws IllegalStateException if it was not added with this priority and request
     */
    public void remove(long id, int priority, MemoryRequest request) {
        JobClassQueue<J> queue = queues.get(JobClass.of(priority, request));
        if (queue == null) {
            throw new IllegalStateException("job " + id + " is not in the index");
        }
        tree(queue).remove(queue);
        boolean removed = queue.remove(id);
        if (queue.isEmpty()) {
            forget(queue);
        } else {
            tree(queue).add(queue);
        }
        if (!removed) {
            throw new IllegalStateException("job " + id + " is not in the index");
        }
    }

    private void forget(JobClassQueue<J> queue) {
        queues.remove(queue.jobClass());
        String category = queue.jobClass().category();
        if (category != null) {
            Set<JobClassQueue<J>> relatives = Objects.requireNonNull(byCategory.get(category));
            relatives.remove(queue);
            if (relatives.isEmpty()) {
                byCategory.remove(category);
            }
        }
    }

    /** Ranks the jobs of a category again: a run was learned, or a probe started or ended. */
    public void refresh(String category) {
        for (JobClassQueue<J> queue : byCategory.getOrDefault(category, Set.of())) {
            QueueRank newRank = ranker.apply(queue.request());
            if (!newRank.isSame(queue.rank())) {
                tree(queue).remove(queue);
                queue.setRank(newRank);
                tree(queue).add(queue);
            }
        }
    }

    /**
     * Sets another share, as the number of workers has changed.
     *
     * @param newShareOfWorker a worker's equal share of the memory, in bytes; 0 if unknown
     */
    public void setShareOfWorker(long newShareOfWorker) {
        shareOfWorker = newShareOfWorker;
        for (JobClassQueue<J> queue : queues.values()) {
            tree(queue).remove(queue);
            queue.setShareOfWorker(newShareOfWorker);
            tree(queue).add(queue);
        }
    }

    /** Whether no job is ready. */
    public boolean isEmpty() {
        return queues.isEmpty();
    }

    /** Whether the job is in it, with this priority and request. */
    public boolean contains(long id, int priority, MemoryRequest request) {
        JobClassQueue<J> queue = queues.get(JobClass.of(priority, request));
        return queue != null && queue.contains(id);
    }

    /** The oldest job of the highest priority; null if none is ready. */
    public @Nullable J first() {
        JobClassQueue<J> queue = oldestQueue();
        return queue == null ? null : queue.oldestJob();
    }

    /**
     * The first by rank that needs no more than this; null if none.
     *
     * @param average assumed peak of jobs with unknown memory
     */
    @Nullable
    Candidate<J> firstUpTo(long bytes, long average) {
        return candidate(queueUpTo(bytes, average), average);
    }

    private @Nullable JobClassQueue<J> queueUpTo(long bytes, long average) {
        return first(comparator, known.firstUpTo(bytes), average <= bytes ? unknown.firstUpTo(0) : null);
    }

    /** The first that needs no more than this and does not delay the reservation; null if none. */
    @Nullable
    Candidate<J> firstNotDelaying(Reservation reservation, long bytes, long average, long now) {
        double seconds = (reservation.at() - now) / 1e9;
        JobClassQueue<J> shortEnough = first(
                comparator, known.firstUpTo(bytes, seconds), average <= bytes ? unknown.firstUpTo(0, seconds) : null);
        JobClassQueue<J> smallEnough =
                reservation.spareWorkers() > 0 ? queueUpTo(Math.min(bytes, reservation.spareBytes()), average) : null;
        return candidate(first(comparator, shortEnough, smallEnough), average);
    }

    /** The oldest of those that need more than this; null if none. */
    @Nullable
    Candidate<J> oldestAbove(long bytes, long average) {
        return candidate(
                first(JobClassQueue.BY_AGE, known.oldestAbove(bytes), average > bytes ? unknown.oldest() : null),
                average);
    }

    /** The oldest; null if none. */
    @Nullable
    Candidate<J> oldest(long average) {
        return candidate(oldestQueue(), average);
    }

    private @Nullable JobClassQueue<J> oldestQueue() {
        return first(JobClassQueue.BY_AGE, known.oldest(), unknown.oldest());
    }

    private @Nullable JobClassQueue<J> first(
            Comparator<JobClassQueue<?>> order, @Nullable JobClassQueue<J> one, @Nullable JobClassQueue<J> other) {
        return one == null || other != null && order.compare(other, one) < 0 ? other : one;
    }

    private @Nullable Candidate<J> candidate(@Nullable JobClassQueue<J> queue, long average) {
        if (queue == null) {
            return null;
        }
        QueueRank rank = queue.rank();
        return new Candidate<>(
                queue.oldest(),
                queue.oldestJob(),
                rank.bytes() == QueueRank.AVERAGE ? new QueueRank(average, rank.seconds(), rank.urgency()) : rank,
                queue);
    }

    boolean contains(JobClassQueue<J> queue) {
        return queues.get(queue.jobClass()) == queue;
    }

    private MemoryTree<J> tree(JobClassQueue<J> queue) {
        return queue.rank().bytes() == QueueRank.AVERAGE ? unknown : known;
    }

    /** A ready job with its rank. Immutable. */
    public static final class Candidate<J> {

        private final long id;
        private final J job;
        private final QueueRank rank;

        /** Its queue; it is the oldest there. */
        private final JobClassQueue<J> queue;

        Candidate(long id, J job, QueueRank rank, JobClassQueue<J> queue) {
            this.id = id;
            this.job = job;
            this.rank = rank;
            this.queue = queue;
        }

        public long id() {
            return id;
        }

        public J job() {
            return job;
        }

        /** Its rank, with the average in place of an unknown memory. */
        public QueueRank rank() {
            return rank;
        }

        JobClassQueue<J> queue() {
            return queue;
        }
    }
}
