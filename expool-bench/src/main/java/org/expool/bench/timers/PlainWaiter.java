package org.expool.bench.timers;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * A thread that only waits for the next of many deadlines: how late it wakes is the host's share. Started by its
 * constructor; thread-safe.
 */
final class PlainWaiter implements AutoCloseable {

    private static final long BETWEEN = Duration.ofMillis(10).toNanos();

    private final Histogram late = new Histogram(Duration.ofMinutes(1).toNanos(), 3);
    private final Thread thread = new Thread(this::run, "plain-waiter");
    private volatile boolean closed;

    PlainWaiter() {
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        for (long deadline = System.nanoTime() + BETWEEN; !closed; deadline = System.nanoTime() + BETWEEN) {
            long left = BETWEEN;
            while (left > 0) {
                LockSupport.parkNanos(left);
                left = deadline - System.nanoTime();
            }
            late.recordValue(Math.min(-left, late.getHighestTrackableValue()));
        }
    }

    /** How late it was, in nanoseconds; only after {@link #close}. */
    Histogram late() {
        return late;
    }

    @Override
    public void close() throws InterruptedException {
        closed = true;
        thread.join();
    }
}
