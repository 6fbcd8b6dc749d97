package org.expool.core.memory;

/**
 * Where jobs stand among those that are ready: what they are expected to need, and how urgent that makes them. Immutable
 * and thread-safe.
 *
 * @param bytes expected peak of each, or its own limit if that is less; {@link #AVERAGE} if there is nothing to go by but what runs
 * @param seconds expected duration of each; 0 if unknown
 * @param urgency among those of the same priority
 */
public record QueueRank(long bytes, double seconds, Urgency urgency) {

    /** As much as running workers have on average, whatever that is when it is asked. */
    public static final long AVERAGE = -1;

    /** Which come first. */
    public enum Urgency {
        /** The first one or two of a category, from which the others are to be known. */
        PROBE,
        /** Those whose need is known or declared. */
        KNOWN,
        /** The others of a category that is being probed. */
        WAITS_FOR_PROBE
    }

    /** The same as {@link #equals}, of which the generated one is many times slower where records are not compiled well. */
    boolean isSame(QueueRank other) {
        return bytes == other.bytes && seconds == other.seconds && urgency == other.urgency;
    }

    /**
     * Memory times duration, in byte seconds; memory alone while durations are unknown. A job takes at least a worker's share
     * of the memory, as it takes a worker: where memory is plentiful that makes the longest the largest.
     */
    double area(long shareOfWorker) {
        return Math.max(Math.max(1, shareOfWorker), bytes) * (seconds > 0 ? seconds : 1);
    }
}
