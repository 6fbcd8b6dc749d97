package org.expool.core.pool;

import java.time.Instant;

/**
 * Dates of nanosecond times: from one reading of both clocks, so that the dates of a pool are as far apart as its
 * durations say, even when the system clock is set.
 */
record WallClock(Instant date, long nanos, PoolRuntime runtime) {

    static WallClock start(PoolRuntime runtime) {
        return new WallClock(runtime.now(), runtime.nanoTime(), runtime);
    }

    Instant now() {
        return at(runtime.nanoTime());
    }

    Instant at(long time) {
        return date.plusNanos(time - nanos);
    }
}
