package org.expool.spi.support;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

/** Waits that an interrupt does not end; the interrupt status is set again afterwards. Stateless. */
public final class Uninterruptibly {

    private Uninterruptibly() {}

    /** A wait that is repeated if it was interrupted or returned false. */
    public interface Wait {

        /**
         * Waits.
         *
         * @return whether the wait is done
         * @throws InterruptedException if the thread was interrupted
         */
        boolean isDone() throws InterruptedException;
    }

    /** Waits for the end of the thread; returns at once if it was never started. */
    public static void join(Thread thread) {
        await(() -> {
            thread.join();
            return true;
        });
    }

    /** Shuts the executor down and waits for the tasks that it has. */
    public static void shutDown(ExecutorService executor) {
        executor.shutdown();
        await(() -> executor.awaitTermination(1, TimeUnit.DAYS));
    }

    /** Waits for the end of the process and returns its exit code. */
    public static int waitFor(Process process) {
        await(() -> {
            process.waitFor();
            return true;
        });
        return process.exitValue();
    }

    /** Repeats the wait until it is done. */
    public static void await(Wait wait) {
        boolean interrupted = false;
        boolean done = false;
        while (!done) {
            try {
                done = wait.isDone();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
