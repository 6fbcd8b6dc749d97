package org.expool.core.schedule;

import java.time.Duration;

/** Arithmetic of deadlines. */
final class Deadline {

    static final long NEVER = Long.MAX_VALUE;

    private static final Duration LONGEST = Duration.ofDays(36_500);

    private Deadline() {}

    /** The given time later; limits of centuries are cut to one, so that nothing overflows. */
    static long after(long at, Duration duration) {
        return at + nanos(duration);
    }

    /** The given time earlier. */
    static long before(long at, Duration duration) {
        return at - nanos(duration);
    }

    /** The duration in nanoseconds, at most a century. */
    static long nanos(Duration duration) {
        return (duration.compareTo(LONGEST) > 0 ? LONGEST : duration).toNanos();
    }
}
