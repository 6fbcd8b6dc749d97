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
     * Hands over a job, which starts when a worker is free. The job's task is opened if it is not. Returns at once; but for a
     * job that is to run after others, or whose task is new or itself runs after others, it waits until the pool has looked
     * at what they name, and the first job that asks for {@linkplain JobBuilder#cpus CPUs} waits until it is known which
     * there are. It never waits for another job.
     *
     * @throws InvalidSettingsException if it asks for what the pool does not have: so many units of a resource or so many
     *     CPUs; a memory limit where nobody looks at memory, or a limit of silence of the pool's with outputs that cannot be
     *     watched; if it is to run after something unknown or after what waits for itself; or if its task cannot be opened
     * @throws ProviderMissingException if it asks for CPUs, and nothing here knows them or binds to them
     * @throws org.expool.spi.TopologyException if it asks for CPUs, and which there are cannot be read
     * @throws TaskFinishedException if its task has been closed or has ended
     * @throws PoolClosedException if the pool has been closed
     */
    JobHandle submit(Job job);

    /**
     * Hands over jobs that may name one another as what they are to run after, in any order; all of them or, in case of an
     * error, none.
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
     * The same, and opens these tasks as well, also those without a job; tasks and jobs may name each other.
     *
     * @throws InvalidSettingsException with every problem found, as of {@link #submit}
     * @throws ProviderMissingException as {@link #submit}
     * @throws org.expool.spi.TopologyException as {@link #submit}
     * @throws TaskFinishedException if a task has been closed or has ended
     * @throws PoolClosedException if the pool has been closed
     */
    List<JobHandle> submitAll(List<Task> tasks, List<Job> jobs);

    /**
     * Opens a task, and those above it, or finds it if it is open. Its name stays taken until the pool is cleared.
     *
     * @throws InvalidSettingsException if another task of this name is known, or it is to run after something unknown
     *     or after what waits for itself
     * @throws TaskFinishedException if it is new and the task above it has been closed or has ended
     * @throws PoolClosedException if the pool has been closed
     */
    TaskHandle task(Task task);

    /** All jobs and tasks that have not ended, members within their tasks, each list in the order of additions. */
    List<Unfinished> unfinished();

    /**
     * Submits a job and waits for its result; all its limits hold, and it queues like any other. Whatever {@link #submit}
     * throws, this does.
     *
     * @throws InterruptedException if the waiting thread is interrupted; the job is then cancelled
     * @throws IllegalStateException if called from a listener of this pool, on whose thread the result would come; the job
     *     goes on
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
     * not-started.
     *
     * @param timeout measured from the first submission of this round, not from this call; longer than zero
     * @return false if this timeout or the pool's own ended the round
     * @throws IllegalStateException if called from a callback or listener of this pool, which it would wait for
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
     * The same without grace: what runs is sent SIGKILL, also what was told to end before. Returns at once.
     *
     * @param reason reported in the results of jobs that were not being ended before
     */
    void killAll(String reason);

    /** Starts no more jobs until {@link #resume}; those that run go on, limits of time too. Returns at once. */
    void pause();

    /** Starts jobs again. Returns at once. */
    void resume();

    /**
     * Lets all running jobs stand still where they are, and starts none, until {@link #thaw}. Their own clocks stand as
     * well, those of tasks and of the pool go on. Jobs that are being ended are not stopped. Returns at once.
     */
    void freeze();

    /** Lets everything go on. Returns at once. */
    void thaw();

    /** Whether the pool starts no jobs because of {@link #pause}. */
    boolean isPaused();

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
    default void resize(int count) {
        resize(count, Shrink.FINISH);
    }

    /**
     * The same, with a choice of what becomes of running jobs that are too many.
     *
     * @param count at least 1
     * @param surplus what becomes of them
     * @throws InvalidSettingsException if it is below 1
     */
    void resize(int count, Shrink surplus);

    /** The results of all jobs that did not succeed, in the order of their ends, also after join and close. */
    List<JobResult> failures();

    /** All tasks opened since the pool was made or cleared, in that order, also after join and close. */
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
