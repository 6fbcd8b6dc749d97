package org.expool.event;

import java.time.Instant;
import org.expool.Job;
import org.expool.JobAttempt;
import org.expool.JobResult;
import org.expool.JobStart;
import org.expool.MemoryAction;
import org.expool.MemorySize;
import org.expool.MemoryTotals;
import org.expool.PoolListener;
import org.expool.Shrink;
import org.expool.Task;
import org.expool.TaskSummary;
import org.jspecify.annotations.Nullable;

/**
 * A fact: something that has happened in a pool. Immutable and thread-safe.
 *
 * <p>The facts of a pool are numbered 1, 2, 3, ... without gaps, in the order in which they are reported. The facts of one job
 * come in this order: submitted; queued, any number of times; then for each attempt started (unless no process could be
 * started), frozen and thawed any number of times, and ended; at last finished, exactly once. But an attempt whose output is captured or
 * grouped is told to have ended when that has been read, perhaps after the next one has started; attempts come in order, and before the finish.
 */
public sealed interface PoolEvent {

    /** The number of this fact in its pool, from 1. */
    long number();

    /**
     * When it happened. A fact is numbered when the pool learns of it, so the times of neighbours may be out of order by the
     * time that a report takes.
     */
    Instant at();

    /** Calls the method of a listener that is meant for this kind of fact; does nothing if there is none. */
    default void deliver(PoolListener listener) {}

    /** A fact about one job. */
    sealed interface JobEvent extends PoolEvent {

        /** The job's number in its pool. */
        long id();

        /** The job. */
        Job job();
    }

    /** A fact about one task. */
    sealed interface TaskEvent extends PoolEvent {

        /** The task. */
        Task task();
    }

    /**
     * The pool changed a job because memory became scarce or available again, or on request of a user.
     */
    sealed interface ActionEvent extends JobEvent {

        /** What was done. */
        MemoryAction.Step step();

        /** Why, with its numbers, if it has any. */
        Reason why();

        @Override
        default void deliver(PoolListener listener) {
            if (why() instanceof MemoryReason why) {
                listener.memoryChanged(new MemoryAction(id(), job(), step(), why.text()));
            }
        }
    }

    /** A job was submitted. Unless {@link JobQueued} says otherwise, it waits for a free worker. */
    record JobSubmitted(long number, Instant at, long id, Job job) implements JobEvent {}

    /**
     * A job waits, and the reason is new: it is not just a free worker, or it is again.
     *
     * @param why what it waits for
     */
    record JobQueued(long number, Instant at, long id, Job job, WaitReason why) implements ActionEvent {
        @Override
        public MemoryAction.Step step() {
            return MemoryAction.Step.WAITING;
        }
    }

    /**
     * The process of an attempt has started.
     *
     * @param start the job, and when and where it was started
     */
    record AttemptStarted(long number, JobStart start) implements JobEvent {
        @Override
        public void deliver(PoolListener listener) {
            listener.started(start);
        }

        @Override
        public Instant at() {
            return start.at();
        }

        @Override
        public long id() {
            return start.id();
        }

        @Override
        public Job job() {
            return start.job();
        }
    }

    /**
     * An attempt has ended, the last one included; also one for which no process could be started.
     *
     * @param ended the attempt, and when the next one is due
     */
    record AttemptEnded(long number, Instant at, JobAttempt ended) implements JobEvent {
        @Override
        public void deliver(PoolListener listener) {
            if (ended.nextAt() != null) {
                listener.attemptEnded(ended);
            }
        }

        @Override
        public long id() {
            return ended.id();
        }

        @Override
        public Job job() {
            return ended.job();
        }
    }

    /**
     * A job has its outcome, and its callbacks have returned: the last fact about it.
     *
     * @param result its result
     */
    record JobFinished(long number, Instant at, JobResult result) implements JobEvent {
        @Override
        public void deliver(PoolListener listener) {
            listener.finished(result);
        }

        @Override
        public long id() {
            return result.id();
        }

        @Override
        public Job job() {
            return result.job();
        }
    }

    /** The processes of a job were frozen. */
    record JobFrozen(long number, Instant at, long id, Job job, Reason why) implements ActionEvent {
        @Override
        public MemoryAction.Step step() {
            return MemoryAction.Step.FROZEN;
        }
    }

    /** The processes of a job were thawed. */
    record JobThawed(long number, Instant at, long id, Job job, Reason why) implements ActionEvent {
        @Override
        public MemoryAction.Step step() {
            return MemoryAction.Step.THAWED;
        }
    }

    /** An attempt is terminated; the job starts again later. */
    record JobPostponed(long number, Instant at, long id, Job job, Reason why) implements ActionEvent {
        @Override
        public MemoryAction.Step step() {
            return MemoryAction.Step.POSTPONED;
        }
    }

    /** A job exceeded its memory limit; it starts again with a larger one. */
    record MemoryLimitRaised(long number, Instant at, long id, Job job, MemoryReason.LimitRaised why)
            implements ActionEvent {
        @Override
        public MemoryAction.Step step() {
            return MemoryAction.Step.RAISED;
        }
    }

    /**
     * The memory of jobs and host was sampled.
     *
     * @param used by the processes of all running jobs
     * @param promised to all running jobs; null where memory is not balanced
     * @param own used by the process of the pool; null if unknown
     * @param limit what all jobs may use together, considering the host's available memory; null for no limit
     * @param available the host's available memory; null if unknown
     */
    record MemorySampled(
            long number,
            Instant at,
            MemorySize used,
            @Nullable MemorySize promised,
            @Nullable MemorySize own,
            @Nullable MemorySize limit,
            @Nullable MemorySize available)
            implements PoolEvent {}

    /** A task was opened; members can be added. */
    record TaskOpened(long number, Instant at, Task task) implements TaskEvent {}

    /**
     * The first job of a task is about to start, and the task's onStart has returned.
     *
     * @param summary its state
     */
    record TaskStarted(long number, Instant at, TaskSummary summary) implements TaskEvent {
        @Override
        public void deliver(PoolListener listener) {
            listener.taskStarted(summary);
        }

        @Override
        public Task task() {
            return summary.task();
        }
    }

    /**
     * A task has ended, and its callbacks have returned: the last fact about it, after those about its members.
     *
     * @param summary its outcome
     */
    record TaskFinished(long number, Instant at, TaskSummary summary) implements TaskEvent {
        @Override
        public void deliver(PoolListener listener) {
            listener.taskFinished(summary);
        }

        @Override
        public Task task() {
            return summary.task();
        }
    }

    /** The pool starts no more jobs until it is resumed. */
    record PoolPaused(long number, Instant at) implements PoolEvent {}

    /** The pool starts jobs again. */
    record PoolResumed(long number, Instant at) implements PoolEvent {}

    /** All running jobs are frozen, and the pool starts no more until it is thawed. */
    record PoolFrozen(long number, Instant at) implements PoolEvent {}

    /** The jobs of the pool run again. */
    record PoolThawed(long number, Instant at) implements PoolEvent {}

    /**
     * The number of jobs that may run at a time was changed.
     *
     * @param workers how many
     * @param surplus what happens to running jobs in excess of it
     */
    record PoolResized(long number, Instant at, int workers, Shrink surplus) implements PoolEvent {}

    /**
     * All jobs and tasks of a round have ended and were reported, and a join returns.
     *
     * @param complete false if a time limit ended the round
     * @param memory the sums of this round; null where memory is not balanced
     */
    record RoundEnded(
            long number,
            Instant at,
            boolean complete,
            @Nullable MemoryTotals memory) implements PoolEvent {}

    /**
     * A provider or the pool itself does not work as it should; also written to the log.
     *
     * @param message what is wrong
     */
    record PoolWarning(long number, Instant at, String message) implements PoolEvent {}

    /**
     * Facts were dropped, because listeners did not keep up and their buffer was full. It stands for the facts with the
     * numbers from {@code number - count + 1} to {@code number}.
     *
     * @param count how many, at least 1
     * @param finished how many of them were a {@link JobFinished}
     */
    record EventsDropped(long number, Instant at, long count, long finished) implements PoolEvent {}
}
