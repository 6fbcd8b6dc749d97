package org.expool.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Waits for what nobody announces: a descriptor that closes, a line that appears in a file. Looks again and again,
 * which only a test may do. On an emulated machine, where everything takes longer, the variable
 * {@code EXPOOL_TEST_SLOWNESS} says how many times.
 */
final class Eventually {

    private static final long BETWEEN_LOOKS = Duration.ofMillis(10).toNanos();

    private static final String SLOWNESS = System.getenv().getOrDefault("EXPOOL_TEST_SLOWNESS", "1");

    private final Duration limit;

    Eventually(Duration limit) {
        this.limit = limit;
    }

    /** What takes so long on a real machine may take so long here. */
    static Duration here(Duration limit) {
        return limit.multipliedBy(Integer.parseInt(SLOWNESS));
    }

    /** Whether the condition became true in time. */
    boolean until(BooleanSupplier condition) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                return false;
            }
            LockSupport.parkNanos(BETWEEN_LOOKS);
        }
        return true;
    }

    /**
     * Until a file holds a text.
     *
     * @throws AssertionError if it does not in time
     */
    void untilContains(Path file, String text) {
        if (!until(() -> contains(file, text))) {
            throw new AssertionError("after " + limit + " " + file + " does not contain '" + text + "'");
        }
    }

    /**
     * Until a process has ended.
     *
     * @throws AssertionError if it does not in time
     */
    void untilGone(long pid) {
        if (!until(() -> ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty())) {
            throw new AssertionError("after " + limit + " process " + pid + " still runs");
        }
    }

    private static boolean contains(Path file, String text) {
        try {
            return Files.exists(file) && Files.readString(file).contains(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
