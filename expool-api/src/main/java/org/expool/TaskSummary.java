package org.expool;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The state of a task. Only direct members are counted: a sub-task counts as one member, its jobs do not count. Immutable and
 * thread-safe.
 *
 * @param task the task
 * @param state its state
 * @param added the number of jobs and sub-tasks added
 * @param done the number of them that succeeded
 * @param terminated the number of them that ended otherwise, also without a start
 * @param startedAt when the first of its jobs, at any depth, was about to start; null if none was
 * @param finishedAt when it ended; null before
 */
public record TaskSummary(
        Task task,
        State state,
        long added,
        long done,
        long terminated,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt) {

    /** The state of a task. */
    public enum State {
        /** None of its jobs has been about to start. */
        WAITING,
        /** It has started and not ended. */
        RUNNING,
        /** It ended, and all its members succeeded. */
        SUCCEEDED,
        /** It ended, and at least one member did not succeed. */
        FAILED
    }

    /** Whether it ended and all its members succeeded. */
    public boolean succeeded() {
        return state == State.SUCCEEDED;
    }

    /** Whether it ended. */
    public boolean finished() {
        return state == State.SUCCEEDED || state == State.FAILED;
    }
}
