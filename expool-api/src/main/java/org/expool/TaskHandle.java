package org.expool;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * A task that is open in a pool: takes jobs and sub-tasks until it is closed, and tells how it goes. Thread-safe.
 *
 * <p>It ends when all its members have ended and it is closed: to everyone by {@link #close}, or by a join of the pool,
 * after which members can only be added, by callbacks for instance, as long as others are unfinished.
 */
public interface TaskHandle extends AutoCloseable {

    /** What was opened. */
    Task task();

    /**
     * Submits a job as a member of this task.
     *
     * @throws TaskFinishedException if the task has been closed or has ended
     * @throws InvalidSettingsException if the job belongs to another task, or as of {@link ExecPool#submit}
     * @throws PoolClosedException if the pool has been closed
     */
    JobHandle submit(Job job);

    /**
     * Submits jobs that may name one another, as {@link ExecPool#submitAll}; all of them or, in case of an error, none.
     *
     * @throws TaskFinishedException if the task has been closed or has ended
     * @throws InvalidSettingsException with every problem found
     * @throws PoolClosedException if the pool has been closed
     */
    List<JobHandle> submitAll(List<Job> jobs);

    /**
     * Opens a sub-task, which is a member of this task.
     *
     * @throws TaskFinishedException if this task has been closed or has ended
     * @throws InvalidSettingsException if the task has another parent, or as of {@link ExecPool#task}
     * @throws PoolClosedException if the pool has been closed
     */
    TaskHandle task(Task member);

    /** Where it stands now. */
    TaskSummary summary();

    /** Its members that have not ended, those of sub-tasks within them. Empty after the pool has been closed. */
    List<Unfinished> unfinished();

    /** How it ended, once it has and its callbacks have returned; empty before. Never blocks. */
    Optional<TaskSummary> result();

    /** Completes, never exceptionally, when {@link #result} is there; see {@link JobHandle#completion}. */
    CompletionStage<TaskSummary> completion();

    /**
     * Waits for the end of the task, which somebody must close.
     *
     * @throws IllegalStateException if called from a callback or listener of the pool
     * @throws InterruptedException if the waiting thread is interrupted; the task goes on
     */
    TaskSummary await() throws InterruptedException;

    /**
     * The same, at the most this long.
     *
     * @return how it ended, or empty if the time ran out; the task goes on
     * @throws IllegalStateException if called from a callback or listener of the pool
     * @throws InterruptedException if the waiting thread is interrupted; the task goes on
     */
    Optional<TaskSummary> await(Duration limit) throws InterruptedException;

    /**
     * Cancels all its unfinished jobs at any depth and those that are added later. Returns at once.
     *
     * @param reason reported in their results
     */
    void cancel(String reason);

    /** Closes it to additions; its members go on, and when the last has ended so has the task. Idempotent. */
    @Override
    void close();
}
