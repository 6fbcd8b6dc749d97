package org.expool.core.schedule;

import java.util.Collection;
import java.util.List;
import org.expool.MemorySize;
import org.expool.Signal;
import org.expool.core.memory.RecordedRun;
import org.jspecify.annotations.Nullable;

/** Something the driver has to carry out, without waiting for it. Immutable. */
public sealed interface Decision {

    /** Call the task's onStart and report {@link Event.TaskStartAnswered}. */
    record AskTaskStart(TaskEntry task) implements Decision {}

    /** Tell listeners that the task has started. */
    record AnnounceTask(TaskEntry task, TaskEntry.TaskSnapshot standing) implements Decision {}

    /** The task has its outcome; report {@link Event.TaskSettled} if it has callbacks for its end. */
    record FinishTask(TaskEntry task, TaskEntry.TaskSnapshot standing) implements Decision {}

    /** Call the job's onStart for its present attempt and report {@link Event.StartAnswered}. */
    record AskStart(JobEntry job) implements Decision {}

    /**
     * Start a process for the job in this slot and report {@link Event.Started} or {@link Event.NotStarted}. Unless
     * the job has a start delay, Started need not be reported before something else is.
     *
     * @param promisedBytes what it may hold without others giving way for it; 0 where memory is not balanced
     * @param limit what it must never hold more of, or null
     */
    record Launch(
            JobEntry job,
            int slot,
            long promisedBytes,
            @Nullable MemorySize limit) implements Decision {}

    /**
     * Tell listeners that the job's process runs.
     *
     * @param running how many run now, with this one
     */
    record Announce(JobEntry job, int attempt, long pid, long at, int running) implements Decision {}

    /**
     * Look at a running job and report {@link Event.JobProbed}.
     *
     * @param attempt the present one
     */
    record Look(JobEntry job, int attempt) implements Decision {}

    /** Let the job's processes stand still, or go on. */
    record Freeze(JobEntry job, boolean frozen) implements Decision {}

    /** Send a signal to the job's processes; if there are none yet, as soon as there are. */
    record Send(JobEntry job, Signal signal) implements Decision {}

    /** Log what is wrong with a provider. */
    record Complain(String message) implements Decision {}

    /**
     * Look at the memory of these processes, of the machine and of this process, and report {@link Event.MemorySampled}.
     *
     * @param pids may be none
     */
    record Sample(Collection<Long> pids) implements Decision {}

    /** Ask the kernel to take so much memory from the job's processes that it can do without; nothing is reported. */
    record Reclaim(JobEntry job, long bytes) implements Decision {}

    /** Keep what a job took for later pools. */
    record Learn(RecordedRun run) implements Decision {}

    /**
     * Tell listeners what was done with a job for want of memory.
     *
     * @param reason with numbers, in words
     */
    record Explain(JobEntry job, Step step, String reason) implements Decision {

        /** What was done. */
        public enum Step {
            /** It was let wait, though there was a worker for it. */
            HELD,
            /** It was let stand still. */
            FROZEN,
            /** It goes on. */
            THAWED,
            /** It was ended, to be started again later. */
            POSTPONED,
            /** It was ended, and starts again with a larger limit. */
            RAISED
        }
    }

    /**
     * An attempt has ended, and the job has not.
     *
     * @param nextAt the earliest time of the next attempt
     */
    record AttemptEnded(JobEntry job, AttemptEnd conclusion, long nextAt) implements Decision {}

    /** The job has its outcome; report {@link Event.Settled} if it needs settling. */
    record Finish(JobEntry job, AttemptEnd conclusion) implements Decision {}

    /**
     * Answers {@link Event.Admit}.
     *
     * @param problems why nothing was admitted, in words; empty if everything was
     */
    record Admitted(Object waiter, List<String> problems) implements Decision {}

    /** Answers {@link Event.Admit} when the pool has been closed and its last round is over. */
    record Refused(Object waiter) implements Decision {}

    /** Answers {@link Event.Inspect}. */
    record Inspected(Object waiter, List<Inspection> found) implements Decision {}

    /**
     * All jobs and tasks of the round have ended and were settled; answers every {@link Event.Join} so far.
     *
     * @param waiters theirs, in order
     * @param complete false if a time limit ended it
     * @param memory sums over the round; null where memory is not balanced
     */
    record RoundEnded(
            List<Object> waiters,
            boolean complete,
            @Nullable RoundMemory memory) implements Decision {}
}
