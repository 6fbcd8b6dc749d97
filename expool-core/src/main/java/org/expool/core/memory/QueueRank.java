package org.expool.core.memory;

/**
 * What determines the position of jobs among the ready ones: expected needs and urgency. Immutable and thread-safe.
 *
 * @param bytes expected peak of each, or its own limit if that is less; {@link #AVERAGE} if unknown
 * @param seconds expected duration of each; 0 if unknown
 * @param urgency among those of the same priority
 */
public record QueueRank(long bytes, double seconds, Urgency urgency) {

    /** The average of running jobs at the time of the query. */
    public static final long AVERAGE = -1;

    /** The first comes first. */
    public enum Urgency {
        /** The first two jobs of a category, from which the needs of the others are learned. */
        PROBE,
        /** Jobs of categories with finished runs, or without a category. */
        KNOWN,
        /** The others of a category that is being probed. */
        AFTER_PROBE
    }

    /** The same as {@link #equals}, which is many times slower where the JIT does not compile it well. */
    boolean isSame(QueueRank other) {
        return bytes == other.bytes && seconds == other.seconds && urgency == other.urgency;
    }

    /**
     * Memory times duration, in byte seconds; memory alone if the duration is unknown. At least a worker's share of the memory
     * counts, because each job takes a worker: where memory is plentiful, the longest job is the largest.
     */
    double area(long shareOfWorker) {
        return Math.max(Math.max(1, shareOfWorker), bytes) * (seconds > 0 ? seconds : 1);
    }
}
