package org.expool.linux.kernel;

/** Waits for threads that have been told to end. Stateless. */
public final class Threads {

    private Threads() {}

    /** Returns when it has ended; an interrupt meanwhile is kept for the caller. */
    public static void join(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
