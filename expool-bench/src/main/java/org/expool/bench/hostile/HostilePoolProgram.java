package org.expool.bench.hostile;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** The program of a JVM that is killed while its pool is full of hostile jobs. */
final class HostilePoolProgram {

    private static final Duration FOREVER = Duration.ofHours(1);

    private HostilePoolProgram() {}

    /**
     * Fills the pool and waits to be killed.
     *
     * @param arguments those of a {@link HostilePool}
     */
    public static void main(String[] arguments) throws InterruptedException {
        HostilePool hostile = HostilePool.of(List.of(arguments));
        hostile.fill(hostile.open(), FOREVER);
        new CountDownLatch(1).await();
    }
}
