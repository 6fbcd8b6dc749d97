package org.expool.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Waits until a condition is true that no event reports: a descriptor that closes, a line that appears in a file. It polls, which only a test may do.
 * Its limit only bounds how long a test can hang, so choose it generously. Immutable and thread-safe.
 */
public final class Eventually {

    private static final Duration INTERVAL = Duration.ofMillis(5);

    private static final String SLOWNESS = System.getenv().getOrDefault("EXPOOL_TEST_SLOWNESS", "1");

    private final Duration limit;

    private Eventually(Duration limit) {
        this.limit = limit;
    }

    /** Waits no longer than this. */
    public static Eventually within(Duration limit) {
        return new Eventually(limit);
    }

    /**
     * A duration of a usual host on this host: on an emulated machine, where everything takes longer, it is multiplied by
     * the variable {@code EXPOOL_TEST_SLOWNESS}.
     */
    public static Duration scaled(Duration limit) {
        return limit.multipliedBy(Integer.parseInt(SLOWNESS));
    }

    /** Whether the condition became true in time. */
    public boolean becomesTrue(BooleanSupplier condition) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                return false;
            }
            LockSupport.parkNanos(INTERVAL.toNanos());
        }
        return true;
    }

    /**
     * Returns when the condition is true.
     *
     * @throws AssertionError if it does not become true in time
     */
    public void until(BooleanSupplier condition) {
        until("a condition", condition);
    }

    /**
     * Returns when the condition is true.
     *
     * @param what names the condition in the error
     * @throws AssertionError if it does not become true in time
     */
    public void until(String what, BooleanSupplier condition) {
        if (!becomesTrue(condition)) {
            throw new AssertionError("not within " + limit + ": " + what);
        }
    }

    /**
     * Returns when a file contains a text.
     *
     * @throws AssertionError if it does not in time
     */
    public void untilContains(Path file, String text) {
        until("'" + text + "' in " + file, () -> contains(file, text));
    }

    /**
     * Returns when a process has ended and has been reaped.
     *
     * @throws AssertionError if that does not happen in time
     */
    public void untilGone(long pid) {
        until("process " + pid + " is gone", () -> isGone(pid));
    }

    /**
     * Returns when a process has ended, whether or not it has been reaped.
     *
     * @throws AssertionError if it does not in time
     */
    public void untilEnded(long pid) {
        until("process " + pid + " has ended", () -> isGone(pid) || isZombie(pid));
    }

    private static boolean contains(Path file, String text) {
        try {
            return Files.exists(file) && Files.readString(file).contains(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A zombie is alive for ProcessHandle. */
    private static boolean isGone(long pid) {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty();
    }

    private static boolean isZombie(long pid) {
        try {
            return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
                    .anyMatch(line -> line.startsWith("State:") && line.contains("zombie"));
        } catch (IOException e) {
            return !Files.exists(Path.of("/proc", Long.toString(pid)));
        }
    }
}
