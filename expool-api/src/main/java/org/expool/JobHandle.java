package org.expool;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** A submitted job: its result, and a way to wait for it or cancel it. Thread-safe. */
public interface JobHandle {

    /** The job's number in its pool: 1 for the first submitted. */
    long id();

    /** What was submitted. */
    Job job();

    /** The result once the job has ended and its callbacks have returned; empty before. Never blocks. */
    Optional<JobResult> result();

    /**
     * Completes, never exceptionally, when {@link #result} is present. Dependents run on the thread of the pool
     * that also calls its listeners: they should be brief.
     */
    CompletionStage<JobResult> completion();

    /**
     * Waits for the result.
     *
     * @throws IllegalStateException if called from a listener of the pool, or from a dependent of {@link #completion}: this
     *     thread would have to deliver the result
     * @throws InterruptedException if the waiting thread is interrupted; the job is not affected
     */
    JobResult await() throws InterruptedException;

    /**
     * Waits for the result, at most this long.
     *
     * @return the result, or empty if the time ran out; the job is not affected
     * @throws IllegalStateException as {@link #await()}
     * @throws InterruptedException if the waiting thread is interrupted; the job is not affected
     */
    Optional<JobResult> await(Duration limit) throws InterruptedException;

    /**
     * Cancels the job: a waiting job is not started, a running one is terminated by its {@linkplain JobBuilder#stop stop
     * sequence}, by default SIGTERM and after the pool's grace SIGKILL. Its outcome will be cancelled. Without effect on a job that has ended. Returns at once.
     */
    void cancel();
}
