package org.expool.core.memory;

import java.util.Comparator;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The ready jobs of one cohort, and a node of a {@link MemoryTree}. Only its oldest job is looked at, as it stands for all.
 * Not thread-safe.
 */
final class JobClassQueue<J> {

    /** Those whose oldest job has waited the longest, first. */
    static final Comparator<JobClassQueue<?>> AGE = JobClassQueue::compareAge;

    private final JobClass cohort;
    private final IdOrderedMap<J> jobs = new IdOrderedMap<>();
    private long shareOfWorker;
    private QueueRank standing;

    // Of the standing and the cohort, for trees of groups do little else than compare these.

    private final int priority;
    private long bytes;
    private int urgency;
    private double area;
    private long bytesOrShare;
    private long oldest = Long.MAX_VALUE;
    private MemoryRequest question;

    /** Its place in the tree, and what is below it, itself included. */
    final int weight;

    @Nullable
    JobClassQueue<J> left;

    @Nullable
    JobClassQueue<J> right;

    /** Whether the following may no longer be so. */
    boolean stale;

    JobClassQueue<J> firstByRank = this;
    JobClassQueue<J> firstByAge = this;
    double briefest;

    /**
     * Empty.
     *
     * @param shareOfWorker what a job takes at least, in bytes
     * @param weight a random number
     */
    JobClassQueue(JobClass cohort, MemoryRequest question, QueueRank standing, long shareOfWorker, int weight) {
        this.cohort = cohort;
        this.question = question;
        this.shareOfWorker = shareOfWorker;
        this.priority = cohort.priority();
        this.weight = weight;
        this.standing = standing;
        stand(standing);
    }

    JobClass cohort() {
        return cohort;
    }

    QueueRank standing() {
        return standing;
    }

    void stand(QueueRank anew) {
        standing = anew;
        bytes = anew.bytes();
        urgency = anew.urgency().ordinal();
        area = anew.area(shareOfWorker);
        bytesOrShare = Math.max(shareOfWorker, bytes);
    }

    /** A job takes at least so many bytes. */
    void share(long newShareOfWorker) {
        shareOfWorker = newShareOfWorker;
        stand(standing);
    }

    /** About the largest of its jobs. */
    MemoryRequest question() {
        return question;
    }

    /** Whether the question is another with this job. */
    boolean add(long id, J job, MemoryRequest asked) {
        jobs.put(id, job);
        oldest = Math.min(oldest, id);
        MemoryRequest before = question;
        question = new MemoryRequest(
                before.category(),
                Math.max(before.size(), asked.size()),
                Math.max(before.declaredBytes(), asked.declaredBytes()),
                before.fixed(),
                Math.max(before.endedAtBytes(), asked.endedAtBytes()),
                Math.max(before.mostBytes(), asked.mostBytes()));
        return !question.equals(before);
    }

    boolean remove(long id) {
        boolean removed = jobs.remove(id);
        oldest = jobs.isEmpty() ? Long.MAX_VALUE : jobs.firstId();
        return removed;
    }

    boolean isEmpty() {
        return jobs.isEmpty();
    }

    /** The number of its oldest job; there must be one. */
    long oldest() {
        return oldest;
    }

    /** Its oldest job; there must be one. */
    J oldestJob() {
        return jobs.first();
    }

    int priority() {
        return priority;
    }

    long bytes() {
        return bytes;
    }

    /** The less, the more urgent. */
    int urgency() {
        return urgency;
    }

    double area() {
        return area;
    }

    /** What each needs, or a worker's share of the memory if that is more. */
    long bytesOrShare() {
        return bytesOrShare;
    }

    void forEach(Consumer<J> use) {
        jobs.forEach(use);
    }

    private int compareAge(JobClassQueue<?> other) {
        return priority != other.priority
                ? Integer.compare(other.priority, priority)
                : Long.compare(oldest, other.oldest);
    }
}
