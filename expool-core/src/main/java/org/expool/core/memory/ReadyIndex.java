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

    private final Function<Question, Standing> standings;
    private long shareOfWorker;
    private final SplittableRandom weights = new SplittableRandom(SEED);
    private final Map<Cohort, Group<J>> groups = new HashMap<>();
    private final Map<String, Set<Group<J>>> byCategory = new HashMap<>();
    private final Comparator<Group<?>> rank;
    private final MemoryTree<J> known;
    private final MemoryTree<J> unknown;

    /**
     * Empty.
     *
     * @param standings where a job stands, by what is known now
     * @param order which comes first
     * @param shareOfWorker an equal share of the memory for each worker, in bytes; 0 if unknown
     */
    public ReadyIndex(Function<Question, Standing> standings, QueueOrder order, long shareOfWorker) {
        this.shareOfWorker = shareOfWorker;
        this.standings = standings;
        rank = order.rank();
        known = new MemoryTree<>(rank);
        unknown = new MemoryTree<>(rank);
    }

    /**
     * A job has become ready.
     *
     * @param id its number; of two the smaller has waited longer
     * @param priority the higher, the sooner
     */
    public void add(long id, J job, int priority, Question question) {
        Cohort cohort = Cohort.of(priority, question);
        Group<J> group = groups.get(cohort);
        if (group == null) {
            group = new Group<>(cohort, question, standings.apply(question), shareOfWorker, weights.nextInt());
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
    public void remove(long id, int priority, Question question) {
        Group<J> group = groups.get(Cohort.of(priority, question));
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

    private void forget(Group<J> group) {
        groups.remove(group.cohort());
        String category = group.cohort().category();
        if (category != null) {
            Set<Group<J>> relatives = Objects.requireNonNull(byCategory.get(category));
            relatives.remove(group);
            if (relatives.isEmpty()) {
                byCategory.remove(category);
            }
        }
    }

    /** Jobs of a category may stand elsewhere now: one was learned, or began or ended to be a probe. */
    public void refresh(String category) {
        for (Group<J> group : byCategory.getOrDefault(category, Set.of())) {
            Standing anew = standings.apply(group.question());
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
        for (Group<J> group : groups.values()) {
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
        Group<J> group = oldestGroup();
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

    private @Nullable Group<J> groupUpTo(long bytes, long average) {
        return first(rank, known.firstUpTo(bytes), average <= bytes ? unknown.firstUpTo(0) : null);
    }

    /** The first that needs no more than this and does not delay the job for which this is reserved; null if none. */
    @Nullable
    Candidate<J> firstBeside(Reservation reservation, long bytes, long average, long now) {
        double seconds = (reservation.at() - now) / 1e9;
        Group<J> brief =
                first(rank, known.firstUpTo(bytes, seconds), average <= bytes ? unknown.firstUpTo(0, seconds) : null);
        Group<J> small =
                reservation.spareWorkers() > 0 ? groupUpTo(Math.min(bytes, reservation.spareBytes()), average) : null;
        return candidate(first(rank, brief, small), average);
    }

    /** The one that has waited the longest of those that need more than this; null if there is none. */
    @Nullable
    Candidate<J> oldestAbove(long bytes, long average) {
        return candidate(
                first(Group.AGE, known.oldestAbove(bytes), average > bytes ? unknown.oldest() : null), average);
    }

    /** The one that has waited the longest; null if there is none. */
    @Nullable
    Candidate<J> oldest(long average) {
        return candidate(oldestGroup(), average);
    }

    private @Nullable Group<J> oldestGroup() {
        return first(Group.AGE, known.oldest(), unknown.oldest());
    }

    private @Nullable Group<J> first(Comparator<Group<?>> order, @Nullable Group<J> one, @Nullable Group<J> other) {
        return one == null || other != null && order.compare(other, one) < 0 ? other : one;
    }

    private @Nullable Candidate<J> candidate(@Nullable Group<J> group, long average) {
        if (group == null) {
            return null;
        }
        Standing standing = group.standing();
        return new Candidate<>(
                group.oldest(),
                group.oldestJob(),
                standing.bytes() == Standing.AVERAGE
                        ? new Standing(average, standing.seconds(), standing.urgency())
                        : standing,
                group);
    }

    boolean holds(Group<J> group) {
        return groups.get(group.cohort()) == group;
    }

    private MemoryTree<J> tree(Group<J> group) {
        return group.standing().bytes() == Standing.AVERAGE ? unknown : known;
    }

    /** A ready job. */
    public static final class Candidate<J> {

        private final long id;
        private final J job;
        private final Standing standing;

        /** Of which it is the oldest. */
        private final Group<J> group;

        Candidate(long id, J job, Standing standing, Group<J> group) {
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
        public Standing standing() {
            return standing;
        }

        Group<J> group() {
            return group;
        }
    }
}
