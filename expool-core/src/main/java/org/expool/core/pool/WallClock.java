package org.expool.core.pool;

import java.time.Instant;

/**
 * Dates of nanosecond times: from one reading of both clocks, so that the dates of a pool are as far apart as its
 * durations say, even when the system clock is set.
 */
record WallClock(Instant date, long nanos) {

    static WallClock start() {
        return new WallClock(Instant.now(), System.nanoTime());
    }

    Instant now() {
        return at(System.nanoTime());
    }

    Instant at(long time) {
        return date.plusNanos(time - nanos);
    }
}
