package org.expool.core.memory;

import java.util.Comparator;

/** Which of the ready jobs of the same priority comes first. Immutable and thread-safe. */
public enum QueueOrder {
    /** In the order of submission; when the first does not fit, all wait. */
    SUBMISSION(0, QueueOrder::byAge),

    /** In the order of submission; others may fill in where they do not delay the first that does not fit. */
    BACKFILL(0, QueueOrder::byAge),

    /** The longest expected duration first. */
    LONGEST(2, QueueOrder::byDuration),

    /** What is to be probed first, then the largest area: expected memory times duration. */
    AREA(2, QueueOrder::byArea),

    /** What is to be probed first, then the largest memory; of those that need no more than a worker's share, the longest. */
    LARGEST(2, QueueOrder::byMemory);

    private final int patience;
    private final Comparator<JobClassQueue<?>> rank;

    QueueOrder(int patience, Comparator<JobClassQueue<?>> order) {
        this.patience = patience;
        this.rank = (one, other) -> one.priority() != other.priority()
                ? Integer.compare(other.priority(), one.priority())
                : order.compare(one, other);
    }

    // Not composed of comparators: trees of waiting jobs do little else than compare.

    private static int byAge(JobClassQueue<?> one, JobClassQueue<?> other) {
        return Long.compare(one.oldest(), other.oldest());
    }

    private static int byDuration(JobClassQueue<?> one, JobClassQueue<?> other) {
        int order = Double.compare(other.standing().seconds(), one.standing().seconds());
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

    /** How often the oldest job that does not fit is passed over for each worker before a time is reserved for it. */
    public int patience() {
        return patience;
    }

    Comparator<JobClassQueue<?>> rank() {
        return rank;
    }
}
