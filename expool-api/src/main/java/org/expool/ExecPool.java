package org.expool;

import java.time.Duration;
import java.util.List;
import java.util.ServiceLoader;

/**
 * Runs jobs, each in a process of its own, a limited number at a time. Thread-safe.
 *
 * <p>Work is done in rounds: a round begins with the first submission and ends when {@link #join} returns. Jobs start
 * as soon as they are submitted, whether or not anyone joins. After a round the pool can be used for the next one.
 */
public interface ExecPool extends AutoCloseable {

    /**
     * Describes a pool of the engine on the class or module path.
     *
     * @throws ProviderMissingException if there is no engine
     */
    static PoolBuilder builder() {
        return ServiceLoader.load(PoolProvider.class, ExecPool.class.getClassLoader())
                .findFirst()
                .orElseThrow(() -> new ProviderMissingException(
                        "no engine was found: add the module expool-core to the class or module path"))
                .builder();
    }

    /** The settings it was made with. */
    PoolSettings settings();

    /** Which providers it uses, and why not the others; one entry per ability. */
    List<ProviderChoice> providers();

    /**
     * Hands over a job, which starts when a worker is free. Returns at once.
     *
     * @throws PoolClosedException if the pool has been closed
     */
    JobHandle submit(Job job);

    /**
     * Submits a job and waits for its result; all its limits hold, and it queues like any other.
     *
     * @throws InterruptedException if the waiting thread is interrupted; the job is then cancelled
     * @throws PoolClosedException if the pool has been closed
     */
    default JobResult run(Job job) throws InterruptedException {
        JobHandle handle = submit(job);
        try {
            return handle.await();
        } catch (InterruptedException e) {
            handle.cancel();
            throw e;
        }
    }

    /**
     * Waits until all jobs of this round have ended, their callbacks have returned and all listeners have heard of
     * them, and ends the round.
     *
     * @return false if a time limit ended the round, the pool's own or one of another join
     * @throws IllegalStateException if called from a callback or listener of this pool, which it would wait for
     * @throws InterruptedException if the waiting thread is interrupted; the jobs go on
     */
    boolean join() throws InterruptedException;

    /**
     * The same with a limit for the round: when it is reached, running jobs are ended as timed-out and waiting ones as
     * not-started. Not from inside a callback or listener, which it would wait for.
     *
     * @param timeout measured from the first submission of this round, not from this call; longer than zero
     * @return false if this timeout or the pool's own ended the round
     * @throws InterruptedException if the waiting thread is interrupted; the jobs go on
     */
    boolean join(Duration timeout) throws InterruptedException;

    /**
     * Cancels every job that has not ended. Returns at once.
     *
     * @param reason reported in the results
     */
    void cancelAll(String reason);

    /**
     * Cancels every job that has not ended, waits for their ends, and forgets results, tasks, counts and captured
     * outputs, so that the pool is as new.
     *
     * @throws IllegalStateException if called from a callback or listener of this pool, which it would wait for
     * @throws InterruptedException if the waiting thread is interrupted
     */
    void clear() throws InterruptedException;

    /** How many jobs may run at one time now. */
    int workers();

    /**
     * Changes how many jobs may run at one time. With fewer, running jobs finish and no new ones start until there is
     * room.
     *
     * @param count at least 1
     * @throws InvalidSettingsException if it is below 1
     */
    void resize(int count);

    /** The results of all jobs that did not succeed, in the order of their ends, also after join and close. */
    List<JobResult> failures();

    /** The tasks of all submitted jobs with their counts, in the order of their first job, also after join and close. */
    List<TaskSummary> tasks();

    /** The counts of all ended jobs, also after join and close. */
    PoolSummary summary();

    /**
     * Cancels every job that has not ended, waits for their ends and for callbacks, and releases threads, descriptors
     * and temporary files. Idempotent. An interrupt does not shorten it, but is kept.
     *
     * @throws IllegalStateException if called from a callback or listener of this pool, which it would wait for
     */
    @Override
    void close();
}
