package org.expool.linux.containment;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Polls for conditions without notification. Stateless. */
final class Waiting {

    private static final long POLL_NANOS = 2_000_000;

    private Waiting() {}

    static void until(Duration limit, BooleanSupplier condition) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("not within " + limit);
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
    }
}
