package org.expool;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Follows one submitted job. Thread-safe. */
public interface JobHandle {

    /** The job's number in its pool: 1 for the first submitted. */
    long id();

    /** What was submitted. */
    Job job();

    /** The result once the job has ended and its callbacks have returned; empty before. Never blocks. */
    Optional<JobResult> result();

    /**
     * Completes, never exceptionally, when {@link #result} is there. Dependents run on a thread of the pool's that
     * also calls its listeners: they should be brief.
     */
    CompletionStage<JobResult> completion();

    /**
     * Waits for the result.
     *
     * @throws IllegalStateException if called from a listener of the pool, or from what depends on {@link #completion}: the
     *     result would come on this very thread
     * @throws InterruptedException if the waiting thread is interrupted; the job goes on
     */
    JobResult await() throws InterruptedException;

    /**
     * Waits for the result, at the most this long.
     *
     * @return the result, or empty if the time ran out; the job goes on
     * @throws IllegalStateException as {@link #await()}
     * @throws InterruptedException if the waiting thread is interrupted; the job goes on
     */
    Optional<JobResult> await(Duration limit) throws InterruptedException;

    /**
     * Asks for the job's end: a waiting job is not started, a running one is told to end by its {@linkplain JobBuilder#stop
     * ladder of signals}, which without one of its own is SIGTERM and after the pool's grace SIGKILL. Its outcome will be
     * cancelled. Without effect on a job that has ended. Returns at once.
     */
    void cancel();
}
