package org.expool.core.memory;

import java.util.Comparator;

/** The order of ready jobs of the same priority. Immutable and thread-safe. */
public enum QueueOrder {
    /** Order of submission; if the first does not fit, all wait. */
    SUBMISSION(0, QueueOrder::byAge),

    /** Order of submission; later jobs are backfilled if they do not delay the first that does not fit. */
    BACKFILL(0, QueueOrder::byAge),

    /** Longest expected duration first. */
    LONGEST(2, QueueOrder::byDuration),

    /** Probes first, then the largest area: expected memory times duration. */
    AREA(2, QueueOrder::byArea),

    /** Probes first, then the largest memory; of jobs within a worker's share of the memory, the longest first. */
    LARGEST(2, QueueOrder::byMemory);

    private final int maxBypasses;
    private final Comparator<JobClassQueue<?>> comparator;

    QueueOrder(int maxBypasses, Comparator<JobClassQueue<?>> order) {
        this.maxBypasses = maxBypasses;
        this.comparator = (one, other) -> one.priority() != other.priority()
                ? Integer.compare(other.priority(), one.priority())
                : order.compare(one, other);
    }

    // Not composed of comparators: comparing is most of the work of the trees of waiting jobs.

    private static int byAge(JobClassQueue<?> one, JobClassQueue<?> other) {
        return Long.compare(one.oldest(), other.oldest());
    }

    private static int byDuration(JobClassQueue<?> one, JobClassQueue<?> other) {
        int order = Double.compare(other.rank().seconds(), one.rank().seconds());
        return order != 0 ? order : byAge(one, other);
    }

    private static int byArea(JobClassQueue<?> one, JobClassQueue<?> other) {
        int order = Integer.compare(one.urgency(), other.urgency());
        order = order != 0 ? order : Double.compare(other.area(), one.area());
        return order != 0 ? order : byAge(one, other);
    }

    private static int byMemory(JobClassQueue<?> one, JobClassQueue<?> other) {
        int order = Integer.compare(one.urgency(), other.urgency());
        order = order != 0 ? order : Long.compare(other.bytesOrShare(), one.bytesOrShare());
        return order != 0 ? order : byDuration(one, other);
    }

    /** How often the oldest job that does not fit may be bypassed, per worker, before memory is reserved for it. */
    public int maxBypasses() {
        return maxBypasses;
    }

    Comparator<JobClassQueue<?>> comparator() {
        return comparator;
    }
}
