package org.expool.core.memory;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * The ready jobs of one class, and a node of a {@link MemoryTree}. Its oldest job represents all. Not thread-safe.
 */
final class JobClassQueue<J> {

    /** Higher priority first, then the older oldest job. */
    static final Comparator<JobClassQueue<?>> BY_AGE = JobClassQueue::compareAge;

    private final JobClass jobClass;
    private final IdOrderedMap<J> jobs = new IdOrderedMap<>();
    private long shareOfWorker;
    private QueueRank rank;

    // Copies from the rank and the class, because comparing these is most of the work of the trees.

    private final int priority;
    private long bytes;
    private int urgency;
    private double area;
    private long bytesOrShare;
    private long oldest = Long.MAX_VALUE;
    private MemoryRequest request;

    /** Its random priority in the treap; its children follow. */
    final int weight;

    @Nullable
    JobClassQueue<J> left;

    @Nullable
    JobClassQueue<J> right;

    /** Whether the following summary of the subtree is out of date. */
    boolean stale;

    JobClassQueue<J> firstByRank = this;
    JobClassQueue<J> firstByAge = this;
    double shortestSeconds;

    /**
     * Empty.
     *
     * @param shareOfWorker the least memory that counts for a job, in bytes
     * @param weight a random number
     */
    JobClassQueue(JobClass jobClass, MemoryRequest request, QueueRank rank, long shareOfWorker, int weight) {
        this.jobClass = jobClass;
        this.request = request;
        this.shareOfWorker = shareOfWorker;
        this.priority = jobClass.priority();
        this.weight = weight;
        this.rank = rank;
        setRank(rank);
    }

    JobClass jobClass() {
        return jobClass;
    }

    QueueRank rank() {
        return rank;
    }

    void setRank(QueueRank newRank) {
        rank = newRank;
        bytes = newRank.bytes();
        urgency = newRank.urgency().ordinal();
        area = newRank.area(shareOfWorker);
        bytesOrShare = Math.max(shareOfWorker, bytes);
    }

    /** Sets the least memory that counts for a job, in bytes. */
    void setShareOfWorker(long newShareOfWorker) {
        shareOfWorker = newShareOfWorker;
        setRank(rank);
    }

    /** The request of the largest of its jobs. */
    MemoryRequest request() {
        return request;
    }

    /** Returns whether the request has changed with this job. */
    boolean add(long id, J job, MemoryRequest added) {
        jobs.put(id, job);
        oldest = Math.min(oldest, id);
        MemoryRequest before = request;
        request = new MemoryRequest(
                before.category(),
                Math.max(before.size(), added.size()),
                Math.max(before.declaredBytes(), added.declaredBytes()),
                before.fixed(),
                Math.max(before.terminatedAtBytes(), added.terminatedAtBytes()),
                Math.max(before.limitBytes(), added.limitBytes()));
        return !request.equals(before);
    }

    boolean remove(long id) {
        boolean removed = jobs.remove(id);
        oldest = jobs.isEmpty() ? Long.MAX_VALUE : jobs.firstId();
        return removed;
    }

    boolean isEmpty() {
        return jobs.isEmpty();
    }

    /** The id of its oldest job; there must be one. */
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

    /** Lower is more urgent. */
    int urgency() {
        return urgency;
    }

    double area() {
        return area;
    }

    /** The expected peak, or a worker's share of the memory if that is more. */
    long bytesOrShare() {
        return bytesOrShare;
    }

    boolean contains(long id) {
        return jobs.contains(id);
    }

    private int compareAge(JobClassQueue<?> other) {
        return priority != other.priority
                ? Integer.compare(other.priority, priority)
                : Long.compare(oldest, other.oldest);
    }
}
