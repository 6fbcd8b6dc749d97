package org.expool.simulator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The present round: which callers wait for its end, and when its time is up. Not thread-safe. */
final class RoundLimits {

    private final @Nullable Duration poolLimit;
    private @Nullable Duration limit;
    private boolean begun;
    private long begunAt;
    private boolean expired;
    final List<Object> waiters = new ArrayList<>();

    RoundLimits(@Nullable Duration poolLimit) {
        this.poolLimit = poolLimit;
        this.limit = poolLimit;
    }

    void submitted(long now) {
        if (!begun) {
            begun = true;
            begunAt = now;
        }
    }

    void joined(Object waiter, @Nullable Duration within) {
        waiters.add(waiter);
        if (within != null && (limit == null || within.compareTo(limit) < 0)) {
            limit = within;
        }
    }

    /** Whether the time was up at the end of an earlier event. */
    boolean isExpired() {
        return expired;
    }

    boolean isUp(long now) {
        return begun && limit != null && now - begunAt >= limit.toNanos();
    }

    /** An event has been handled completely. */
    void advance(long now) {
        expired |= isUp(now);
    }

    void ended() {
        waiters.clear();
        begun = false;
        expired = false;
        limit = poolLimit;
    }
}
