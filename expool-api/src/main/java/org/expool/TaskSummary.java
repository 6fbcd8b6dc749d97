package org.expool;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where a task stands. Only direct members count: a sub-task is one of them, its jobs are its own. Immutable and
 * thread-safe.
 *
 * @param task the task
 * @param state where it stands
 * @param added how many jobs and sub-tasks it has been given
 * @param done how many of them succeeded
 * @param terminated how many of them ended otherwise, also without ever having started
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

    /** Where a task stands. */
    public enum State {
        /** None of its jobs has come to a start. */
        WAITING,
        /** It has started and not ended. */
        RUNNING,
        /** It ended, and all its members succeeded. */
        SUCCEEDED,
        /** It ended, and some member did not succeed. */
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
