package org.expool.linux.containment;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what nobody announces. Stateless. */
final class Waiting {

    private static final long BETWEEN_LOOKS = 2_000_000;

    private Waiting() {}

    static void until(Duration limit, BooleanSupplier condition) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("not within " + limit);
            }
            LockSupport.parkNanos(BETWEEN_LOOKS);
        }
    }
}
