package org.expool.cli.command;

import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.expool.ExecPool;
import org.expool.Job;
import org.expool.JobHandle;
import org.expool.PoolCounts;
import org.expool.Unfinished;
import org.expool.cli.batch.Batch;

/** Submits jobs to a pool until it is closed. Thread-safe. */
final class BatchSubmitter implements Shutdown.Work {

    private final ExecPool pool;
    private final CountDownLatch used = new CountDownLatch(1);
    private Runnable onStop = () -> {};
    private boolean closed;

    BatchSubmitter(ExecPool pool) {
        this.pool = pool;
    }

    /**
     * Submits a job.
     *
     * @return empty if this has been closed
     * @throws org.expool.InvalidSettingsException if the pool cannot run it
     */
    synchronized Optional<JobHandle> submit(Job job) {
        if (closed) {
            return Optional.empty();
        }
        JobHandle handle = pool.submit(job);
        used.countDown();
        return Optional.of(handle);
    }

    /**
     * Submits all jobs or, if this has been closed, none. A concurrent stop waits until all are submitted, so that each has
     * an outcome. Returns whether they were submitted.
     *
     * @throws org.expool.InvalidSettingsException if the pool cannot run them
     */
    synchronized boolean submitAll(Batch batch) {
        if (closed) {
            return false;
        }
        pool.submitAll(batch.tasks(), batch.jobs());
        used.countDown();
        return true;
    }

    /** Submits no more jobs; those in the pool continue. */
    synchronized void close() {
        closed = true;
        used.countDown();
    }

    /** Submits no more jobs and cancels those in the pool. */
    @Override
    public synchronized void stop(String reason) {
        close();
        pool.cancelAll(reason);
        onStop.run();
    }

    /** Submits no more jobs and kills those in the pool. */
    @Override
    public synchronized void kill(String reason) {
        close();
        pool.killAll(reason);
        onStop.run();
    }

    @Override
    public boolean hasProcesses() {
        PoolCounts counts = pool.counts();
        return counts.count(Unfinished.State.STARTING) > 0
                || counts.count(Unfinished.State.RUNNING) > 0
                || counts.count(Unfinished.State.ENDING) > 0;
    }

    /** Sets an action to run when this is stopped; it runs at once if this has been closed. */
    synchronized void onStop(Runnable action) {
        onStop = action;
        if (closed) {
            action.run();
        }
    }

    /** Waits until a job was submitted or this was closed. */
    void awaitUse() throws InterruptedException {
        used.await();
    }
}
