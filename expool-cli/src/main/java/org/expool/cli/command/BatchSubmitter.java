package org.expool.cli.command;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.expool.ExecPool;
import org.expool.Job;
import org.expool.JobHandle;
import org.expool.Unfinished;
import org.expool.cli.batch.Batch;

/** Lets jobs into a pool until somebody stops the work. Thread-safe. */
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
     * @return empty if it was not let in
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
     * Submits all of these or, if it has been closed, none. A stop that comes meanwhile waits for the last of them, so
     * that each has an outcome. Returns whether they were let in.
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

    /** Lets no more jobs in; those inside go on. */
    synchronized void close() {
        closed = true;
        used.countDown();
    }

    /** Lets no more jobs in and cancels those inside. */
    @Override
    public synchronized void stop(String reason) {
        close();
        pool.cancelAll(reason);
        onStop.run();
    }

    /** The same without grace. */
    @Override
    public synchronized void kill(String reason) {
        close();
        pool.killAll(reason);
        onStop.run();
    }

    @Override
    public boolean hasProcesses() {
        return anyProcess(pool.unfinished());
    }

    private static boolean anyProcess(List<Unfinished> unfinished) {
        return unfinished.stream()
                .anyMatch(each -> each instanceof Unfinished.ActiveTask task
                        ? anyProcess(task.members())
                        : isProcess((Unfinished.ActiveJob) each));
    }

    private static boolean isProcess(Unfinished.ActiveJob job) {
        return job.pid() != 0 || job.state() == Unfinished.State.STARTING;
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
