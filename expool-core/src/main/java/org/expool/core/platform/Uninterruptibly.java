package org.expool.core.platform;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

/** Waits that an interrupt does not shorten; it is kept for the caller. Stateless. */
public final class Uninterruptibly {

    private Uninterruptibly() {}

    /** Returns when the thread has ended, or at once if it was never started. */
    public static void join(Thread thread) {
        await(() -> {
            thread.join();
            return true;
        });
    }

    /** Lets an executor take no more work, and returns when all that it has is done. */
    public static void end(ExecutorService executor) {
        executor.shutdown();
        await(() -> executor.awaitTermination(1, TimeUnit.DAYS));
    }

    /** Returns whether it is over. */
    private interface Wait {
        boolean isOver() throws InterruptedException;
    }

    private static void await(Wait wait) {
        boolean interrupted = false;
        boolean over = false;
        while (!over) {
            try {
                over = wait.isOver();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
