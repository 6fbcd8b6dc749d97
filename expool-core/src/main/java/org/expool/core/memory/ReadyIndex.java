package org.expool.core.memory;

import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Jobs that could start but for memory, by what they are expected to need. Adding, removing and finding take O(log n). Jobs
 * of which the same is expected stand together, and when a category has learned they move together. Not thread-safe: it
 * belongs to whoever owns the state of a pool.
 *
 * @param <J> a job
 */
public final class ReadyIndex<J> {

    /** Any number: runs are repeatable. */
    private static final long SEED = 5;

    private final Function<MemoryRequest, QueueRank> standings;
    private long shareOfWorker;
    private final SplittableRandom weights = new SplittableRandom(SEED);
    private final Map<JobClass, JobClassQueue<J>> groups = new HashMap<>();
    private final Map<String, Set<JobClassQueue<J>>> byCategory = new HashMap<>();
    private final Comparator<JobClassQueue<?>> rank;
    private final MemoryTree<J> known;
    private final MemoryTree<J> unknown;

    /**
     * Empty.
     *
     * @param standings where a job stands, by what is known now
     * @param order which comes first
     * @param shareOfWorker an equal share of the memory for each worker, in bytes; 0 if unknown
     */
    public ReadyIndex(Function<MemoryRequest, QueueRank> standings, QueueOrder order, long shareOfWorker) {
        this(standings, order.rank(), shareOfWorker);
    }

    ReadyIndex(Function<MemoryRequest, QueueRank> standings, Comparator<JobClassQueue<?>> rank, long shareOfWorker) {
        this.shareOfWorker = shareOfWorker;
        this.standings = standings;
        this.rank = rank;
        known = new MemoryTree<>(rank);
        unknown = new MemoryTree<>(rank);
    }

    /**
     * A job has become ready.
     *
     * @param id its number; of two the smaller has waited longer
     * @param priority the higher, the sooner
     */
    public void add(long id, J job, int priority, MemoryRequest question) {
        JobClass cohort = JobClass.of(priority, question);
        JobClassQueue<J> group = groups.get(cohort);
        if (group == null) {
            group = new JobClassQueue<>(cohort, question, standings.apply(question), shareOfWorker, weights.nextInt());
            groups.put(cohort, group);
            if (cohort.category() != null) {
                byCategory
                        .computeIfAbsent(cohort.category(), name -> new LinkedHashSet<>())
                        .add(group);
            }
        } else {
            tree(group).remove(group);
        }
        if (group.add(id, job, question)) {
            group.stand(standings.apply(group.question()));
        }
        tree(group).add(group);
    }

    /**
     * A job is no longer ready.
     *
     * @throws IllegalStateException if it was not added with this priority and question
     */
    public void remove(long id, int priority, MemoryRequest question) {
        JobClassQueue<J> group = groups.get(JobClass.of(priority, question));
        if (group == null) {
            throw new IllegalStateException("job " + id + " is not in the index");
        }
        tree(group).remove(group);
        boolean removed = group.remove(id);
        if (group.isEmpty()) {
            forget(group);
        } else {
            tree(group).add(group);
        }
        if (!removed) {
            throw new IllegalStateException("job " + id + " is not in the index");
        }
    }

    private void forget(JobClassQueue<J> group) {
        groups.remove(group.cohort());
        String category = group.cohort().category();
        if (category != null) {
            Set<JobClassQueue<J>> relatives = Objects.requireNonNull(byCategory.get(category));
            relatives.remove(group);
            if (relatives.isEmpty()) {
                byCategory.remove(category);
            }
        }
    }

    /** Jobs of a category may stand elsewhere now: one was learned, or began or ended to be a probe. */
    public void refresh(String category) {
        for (JobClassQueue<J> group : byCategory.getOrDefault(category, Set.of())) {
            QueueRank anew = standings.apply(group.question());
            if (!anew.isSame(group.standing())) {
                tree(group).remove(group);
                group.stand(anew);
                tree(group).add(group);
            }
        }
    }

    /**
     * There are more workers now, or fewer.
     *
     * @param newShareOfWorker an equal share of the memory for each worker, in bytes; 0 if unknown
     */
    public void share(long newShareOfWorker) {
        shareOfWorker = newShareOfWorker;
        for (JobClassQueue<J> group : groups.values()) {
            tree(group).remove(group);
            group.share(newShareOfWorker);
            tree(group).add(group);
        }
    }

    /** Whether no job is ready. */
    public boolean isEmpty() {
        return groups.isEmpty();
    }

    /** Shows all jobs, in no particular order. */
    public void forEach(Consumer<J> use) {
        groups.values().forEach(group -> group.forEach(use));
    }

    /** The job that has waited the longest of those of the highest priority; null if none is ready. */
    public @Nullable J first() {
        JobClassQueue<J> group = oldestGroup();
        return group == null ? null : group.oldestJob();
    }

    /**
     * The first by rank that needs no more than this; null if there is none.
     *
     * @param average what those need of which nothing is known
     */
    @Nullable
    Candidate<J> firstUpTo(long bytes, long average) {
        return candidate(groupUpTo(bytes, average), average);
    }

    private @Nullable JobClassQueue<J> groupUpTo(long bytes, long average) {
        return first(rank, known.firstUpTo(bytes), average <= bytes ? unknown.firstUpTo(0) : null);
    }

    /** The first that needs no more than this and does not delay the job for which this is reserved; null if none. */
    @Nullable
    Candidate<J> firstBeside(Reservation reservation, long bytes, long average, long now) {
        double seconds = (reservation.at() - now) / 1e9;
        JobClassQueue<J> brief =
                first(rank, known.firstUpTo(bytes, seconds), average <= bytes ? unknown.firstUpTo(0, seconds) : null);
        JobClassQueue<J> small =
                reservation.spareWorkers() > 0 ? groupUpTo(Math.min(bytes, reservation.spareBytes()), average) : null;
        return candidate(first(rank, brief, small), average);
    }

    /** The one that has waited the longest of those that need more than this; null if there is none. */
    @Nullable
    Candidate<J> oldestAbove(long bytes, long average) {
        return candidate(
                first(JobClassQueue.AGE, known.oldestAbove(bytes), average > bytes ? unknown.oldest() : null), average);
    }

    /** The one that has waited the longest; null if there is none. */
    @Nullable
    Candidate<J> oldest(long average) {
        return candidate(oldestGroup(), average);
    }

    private @Nullable JobClassQueue<J> oldestGroup() {
        return first(JobClassQueue.AGE, known.oldest(), unknown.oldest());
    }

    private @Nullable JobClassQueue<J> first(
            Comparator<JobClassQueue<?>> order, @Nullable JobClassQueue<J> one, @Nullable JobClassQueue<J> other) {
        return one == null || other != null && order.compare(other, one) < 0 ? other : one;
    }

    private @Nullable Candidate<J> candidate(@Nullable JobClassQueue<J> group, long average) {
        if (group == null) {
            return null;
        }
        QueueRank standing = group.standing();
        return new Candidate<>(
                group.oldest(),
                group.oldestJob(),
                standing.bytes() == QueueRank.AVERAGE
                        ? new QueueRank(average, standing.seconds(), standing.urgency())
                        : standing,
                group);
    }

    boolean holds(JobClassQueue<J> group) {
        return groups.get(group.cohort()) == group;
    }

    private MemoryTree<J> tree(JobClassQueue<J> group) {
        return group.standing().bytes() == QueueRank.AVERAGE ? unknown : known;
    }

    /** A ready job. */
    public static final class Candidate<J> {

        private final long id;
        private final J job;
        private final QueueRank standing;

        /** Of which it is the oldest. */
        private final JobClassQueue<J> group;

        Candidate(long id, J job, QueueRank standing, JobClassQueue<J> group) {
            this.id = id;
            this.job = job;
            this.standing = standing;
            this.group = group;
        }

        /** Its number. */
        public long id() {
            return id;
        }

        /** The job itself. */
        public J job() {
            return job;
        }

        /** What is expected of it. */
        public QueueRank standing() {
            return standing;
        }

        JobClassQueue<J> group() {
            return group;
        }
    }
}
