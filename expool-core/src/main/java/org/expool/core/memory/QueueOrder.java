package org.expool.core.memory;

import java.util.Comparator;

/** Which of the ready jobs of the same priority comes first. Immutable and thread-safe. */
public enum QueueOrder {
    /** In the order of submission; when the first does not fit, all wait. */
    SUBMISSION(0, Comparator.comparingLong(Group::oldest)),

    /** In the order of submission; others may fill in where they do not delay the first that does not fit. */
    BACKFILL(0, Comparator.comparingLong(Group::oldest)),

    /** The longest expected duration first. */
    LONGEST(
            2,
            Comparator.<Group<?>>comparingDouble(group -> -group.standing().seconds())
                    .thenComparingLong(Group::oldest)),

    /** What is to be probed first, then the largest area: expected memory times duration. */
    AREA(
            2,
            Comparator.<Group<?>, Standing.Urgency>comparing(
                            group -> group.standing().urgency())
                    .thenComparingDouble(group -> -group.area())
                    .thenComparingLong(Group::oldest));

    private final int patience;
    private final Comparator<Group<?>> rank;

    QueueOrder(int patience, Comparator<Group<?>> rank) {
        this.patience = patience;
        this.rank =
                Comparator.<Group<?>>comparingInt(group -> -group.priority()).thenComparing(rank);
    }

    /** How often the oldest job that does not fit is passed over for each worker before a time is reserved for it. */
    int patience() {
        return patience;
    }

    Comparator<Group<?>> rank() {
        return rank;
    }
}
