package org.expool.bench.latency;

import java.time.Instant;

/**
 * Finds the nanosecond time of dates that a pool made from {@link System#nanoTime} by adding a constant. The constant
 * is not published, but each date that must lie between two readings of the clock bounds it: from below by the later
 * reading, from above by the earlier. A few thousand of such pairs leave well under a microsecond. Not thread-safe.
 */
final class DateOffset {

    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private long least = Long.MIN_VALUE;
    private long most = Long.MAX_VALUE;

    /** The date was taken after the first reading and before the second. */
    void observe(long before, Instant date, long after) {
        least = Math.max(least, nanos(date) - after);
        most = Math.min(most, nanos(date) - before);
    }

    /** The time of a date, in nanoseconds of {@link System#nanoTime}; at most half the {@link #uncertainty} off. */
    long nanoTime(Instant date) {
        return nanos(date) - (least + (most - least) / 2);
    }

    /** The width of the remaining interval, in nanoseconds. */
    long uncertainty() {
        return most - least;
    }

    private static long nanos(Instant date) {
        return Math.addExact(Math.multiplyExact(date.getEpochSecond(), NANOS_PER_SECOND), date.getNano());
    }
}
