package org.expool;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * A task that is open in a pool: accepts jobs and sub-tasks until it is closed, and reports its state. Thread-safe.
 *
 * <p>It ends when it is closed and all its members have ended. {@link #close} closes it to additions; after a join of the
 * pool, members can be added, by callbacks for instance, only while others are unfinished.
 */
public interface TaskHandle extends AutoCloseable {

    /** The task. */
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

    /** Its current state. */
    TaskSummary summary();

    /** Its members that have not ended, those of sub-tasks within them. Empty after the pool has been closed. */
    List<Unfinished> unfinished();

    /** Its final state, once it has ended and its callbacks have returned; empty before. Never blocks. */
    Optional<TaskSummary> result();

    /** Completes, never exceptionally, when {@link #result} is present; see {@link JobHandle#completion}. */
    CompletionStage<TaskSummary> completion();

    /**
     * Waits for the end of the task. The task must be closed, by this or another thread.
     *
     * @throws IllegalStateException if called from a callback or listener of the pool
     * @throws InterruptedException if the waiting thread is interrupted; the task is not affected
     */
    TaskSummary await() throws InterruptedException;

    /**
     * Waits for the end of the task, at most this long.
     *
     * @return its final state, or empty if the time ran out; the task is not affected
     * @throws IllegalStateException if called from a callback or listener of the pool
     * @throws InterruptedException if the waiting thread is interrupted; the task is not affected
     */
    Optional<TaskSummary> await(Duration limit) throws InterruptedException;

    /**
     * Cancels all its unfinished jobs at any depth and those that are added later. Returns at once.
     *
     * @param reason reported in their results
     */
    void cancel(String reason);

    /** Closes it to additions; it ends when the last of its members has ended. Returns at once. Idempotent. */
    @Override
    void close();
}
