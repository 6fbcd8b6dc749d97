package org.expool;

import java.time.Duration;
import java.util.List;
import java.util.ServiceLoader;

/**
 * Runs jobs, each in its own process, a limited number at a time. Thread-safe.
 *
 * <p>Work is done in rounds: a round begins with the first submission and ends when {@link #join} returns. Jobs start
 * as soon as they are submitted, whether or not a thread joins. After a round the pool can be used for the next one.
 */
public interface ExecPool extends AutoCloseable {

    /**
     * A builder for a pool of the engine on the class or module path.
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

    /** The settings it was built with. */
    PoolSettings settings();

    /** The providers that it uses, and why others are not used; one entry per ability. */
    List<ProviderChoice> providers();

    /**
     * Submits a job, which starts when a worker is free. Opens the job's task if it is not open. Returns at once, with two
     * exceptions: for a job with prerequisites, or whose task is new or has prerequisites, it waits until the pool has checked
     * their names; and the first job with a demand for {@linkplain JobBuilder#cpus CPUs} waits until the topology has been
     * read. It never waits for another job.
     *
     * @throws InvalidSettingsException if it needs more units of a resource or more CPUs than the pool has; if it has a
     *     memory limit but no memory sampler is available, or a silence timeout, also of the pool, but outputs that cannot be
     *     watched; if a prerequisite is unknown or would run after the job; or if its task cannot be opened
     * @throws ProviderMissingException if it needs CPUs, but no provider can read the topology or bind to CPUs
     * @throws org.expool.spi.TopologyException if it needs CPUs, but the topology cannot be read
     * @throws TaskFinishedException if its task has been closed or has ended
     * @throws PoolClosedException if the pool has been closed
     */
    JobHandle submit(Job job);

    /**
     * Submits jobs that may name each other as prerequisites, in any order. In case of an error, none is submitted.
     *
     * @return the handles, in the order of the jobs
     * @throws InvalidSettingsException with every problem found, as of {@link #submit}
     * @throws ProviderMissingException as {@link #submit}
     * @throws org.expool.spi.TopologyException as {@link #submit}
     * @throws TaskFinishedException if a task has been closed or has ended
     * @throws PoolClosedException if the pool has been closed
     */
    default List<JobHandle> submitAll(List<Job> jobs) {
        return submitAll(List.of(), jobs);
    }

    /**
     * Submits jobs and opens tasks, also tasks without a job; tasks and jobs may name each other as prerequisites.
     *
     * @throws InvalidSettingsException with every problem found, as of {@link #submit}
     * @throws ProviderMissingException as {@link #submit}
     * @throws org.expool.spi.TopologyException as {@link #submit}
     * @throws TaskFinishedException if a task has been closed or has ended
     * @throws PoolClosedException if the pool has been closed
     */
    List<JobHandle> submitAll(List<Task> tasks, List<Job> jobs);

    /**
     * Opens a task and its parents, or returns it if it is open. Its name is in use until the pool is cleared.
     *
     * @throws InvalidSettingsException if another task of this name is known, or a prerequisite is unknown or would run
     *     after the task
     * @throws TaskFinishedException if it is new and its parent has been closed or has ended
     * @throws PoolClosedException if the pool has been closed
     */
    TaskHandle task(Task task);

    /** All jobs and tasks that have not ended; members are within their tasks, each list in the order of submission. */
    List<Unfinished> unfinished();

    /**
     * Submits a job and waits for its result; it queues like any other job. Throws what {@link #submit} throws.
     *
     * @throws InterruptedException if the waiting thread is interrupted; the job is then cancelled
     * @throws IllegalStateException if called from a listener of this pool, whose thread would have to deliver the result; the
     *     job is not affected
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
     * Waits until all jobs of this round have ended, their callbacks have returned and all listeners have been
     * called, and ends the round.
     *
     * @return false if a time limit ended the round, that of the pool or of another join
     * @throws IllegalStateException if called from a callback or listener of this pool, for which it would wait
     * @throws InterruptedException if the waiting thread is interrupted; the jobs are not affected
     */
    boolean join() throws InterruptedException;

    /**
     * Joins with a limit for the round: when it is reached, running jobs are terminated as timed-out, and waiting ones end as
     * not-started.
     *
     * @param timeout measured from the first submission of this round, not from this call; longer than zero
     * @return false if this timeout or that of the pool ended the round
     * @throws IllegalStateException if called from a callback or listener of this pool, for which it would wait
     * @throws InterruptedException if the waiting thread is interrupted; the jobs are not affected
     */
    boolean join(Duration timeout) throws InterruptedException;

    /**
     * Cancels every job that has not ended. Returns at once.
     *
     * @param reason reported in the results
     */
    void cancelAll(String reason);

    /**
     * Cancels every job that has not ended, without grace: sends SIGKILL to running jobs, including those being terminated.
     * Returns at once.
     *
     * @param reason reported in the results of jobs that were not being terminated already
     */
    void killAll(String reason);

    /** Starts no more jobs until {@link #resume}; running jobs and their time limits continue. Returns at once. */
    void pause();

    /** Starts jobs again. Returns at once. */
    void resume();

    /**
     * Freezes all running jobs, and starts no more, until {@link #thaw}. The clocks of these jobs stop, those of tasks and of
     * the pool do not. Jobs that are being terminated are not frozen. Returns at once.
     */
    void freeze();

    /** Thaws all frozen jobs and starts jobs again. Returns at once. */
    void thaw();

    /** Whether the pool is paused by {@link #pause}. */
    boolean isPaused();

    /**
     * Cancels every job that has not ended, waits for their end, and removes results, tasks, counts and captured
     * outputs. The pool is then as after its creation.
     *
     * @throws IllegalStateException if called from a callback or listener of this pool, for which it would wait
     * @throws InterruptedException if the waiting thread is interrupted
     */
    void clear() throws InterruptedException;

    /** How many jobs may run at one time; at least 1. */
    int workers();

    /**
     * Changes how many jobs may run at one time. With fewer workers, running jobs finish, and no job starts until
     * fewer jobs than workers run.
     *
     * @param count at least 1
     * @throws InvalidSettingsException if it is below 1
     */
    default void resize(int count) {
        resize(count, Shrink.FINISH);
    }

    /**
     * Changes how many jobs may run at one time, and decides on running jobs in excess of it.
     *
     * @param count at least 1
     * @param surplus what happens to running jobs in excess of the new number
     * @throws InvalidSettingsException if it is below 1
     */
    void resize(int count, Shrink surplus);

    /** The results of all jobs that did not succeed, in the order in which they ended; also after join and close. */
    List<JobResult> failures();

    /** All tasks opened since the pool was created or cleared, in that order; also after join and close. */
    List<TaskSummary> tasks();

    /**
     * How many jobs are in each state, all at one moment. Costs the same however many jobs there are, and can be called from any
     * thread, also from callbacks and listeners, and after close.
     */
    PoolCounts counts();

    /** The counts of all finished jobs; also after join and close. */
    PoolSummary summary();

    /**
     * Cancels every job that has not ended, waits for their end and for callbacks, and releases threads, descriptors
     * and temporary files. Idempotent. An interrupt does not shorten it; the interrupt status is kept.
     *
     * @throws IllegalStateException if called from a callback or listener of this pool, for which it would wait
     */
    @Override
    void close();
}
