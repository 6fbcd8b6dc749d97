package org.expool.cli.command;

import java.util.concurrent.CountDownLatch;

/**
 * Turns SIGINT and SIGTERM into an orderly end. The JVM answers them by running its shutdown hooks and then exits with
 * 130 or 143, whatever its other threads do. This hook asks the main thread's work to end (cancel the jobs) and waits
 * until the main thread is through with it, that is, has reported and closed its pool; nothing is done twice, and no
 * job is left. Used by one thread in a try statement around its pool.
 */
final class Shutdown implements AutoCloseable {

    private final CountDownLatch done = new CountDownLatch(1);
    private final Thread hook = new Thread(this::signalled, "expool-shutdown");
    private Runnable stop = () -> {};
    private boolean signalled;

    /** Begins to listen. */
    Shutdown() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Says how to end the work early; called at once if a signal has come already. */
    synchronized void stopsBy(Runnable action) {
        stop = action;
        if (signalled) {
            stop.run();
        }
    }

    private void signalled() {
        synchronized (this) {
            signalled = true;
            stop.run();
        }
        boolean waiting = true;
        while (waiting) {
            try {
                done.await();
                waiting = false;
            } catch (InterruptedException e) {
                // Nobody has a reason to interrupt a hook, and jobs must not be left because somebody did.
                continue;
            }
        }
    }

    /** Lets the JVM go. */
    @Override
    public void close() {
        done.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The hook is running: there is nothing to remove any more.
            return;
        }
    }
}
