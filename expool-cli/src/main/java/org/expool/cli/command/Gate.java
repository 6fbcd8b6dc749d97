package org.expool.cli.command;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.expool.ExecPool;
import org.expool.Job;

/** Lets jobs into a pool until somebody stops the work. Thread-safe. */
final class Gate {

    private final ExecPool pool;
    private final CountDownLatch used = new CountDownLatch(1);
    private Runnable onStop = () -> {};
    private boolean closed;

    Gate(ExecPool pool) {
        this.pool = pool;
    }

    /** Submits a job. Returns whether it was let in. */
    synchronized boolean submit(Job job) {
        if (closed) {
            return false;
        }
        pool.submit(job);
        used.countDown();
        return true;
    }

    /**
     * Submits all of these or, if it has been closed, none. A stop that comes meanwhile waits for the last of them, so
     * that each has an outcome. Returns whether they were let in.
     */
    synchronized boolean submitAll(List<Job> jobs) {
        if (closed) {
            return false;
        }
        jobs.forEach(pool::submit);
        used.countDown();
        return true;
    }

    /** Lets no more jobs in; those inside go on. */
    synchronized void close() {
        closed = true;
        used.countDown();
    }

    /** Lets no more jobs in and cancels those inside. */
    synchronized void stop(String reason) {
        close();
        pool.cancelAll(reason);
        onStop.run();
    }

    /** Also does this when stopped; at once if it has been closed. */
    synchronized void onStop(Runnable action) {
        onStop = action;
        if (closed) {
            action.run();
        }
    }

    /** Waits until a job was let in or none ever will. */
    void awaitUse() throws InterruptedException {
        used.await();
    }
}
