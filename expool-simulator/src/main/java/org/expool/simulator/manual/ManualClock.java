package org.expool.simulator.manual;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.function.Supplier;

/** A clock that shows the time of a pool. As thread-safe as the pool. */
final class ManualClock extends Clock {

    private final Supplier<Instant> time;
    private final ZoneId zone;

    ManualClock(Supplier<Instant> time, ZoneId zone) {
        this.time = time;
        this.zone = zone;
    }

    @Override
    public Instant instant() {
        return time.get();
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    @Override
    public Clock withZone(ZoneId other) {
        return new ManualClock(time, other);
    }
}
