package org.expool.core.schedule;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.expool.Outcome;
import org.expool.core.affinity.CpuLayout;
import org.expool.core.memory.RecordedRun;
import org.expool.spi.HostMemory;
import org.expool.spi.MemoryReading;
import org.expool.spi.ProcessExit;
import org.jspecify.annotations.Nullable;

/** Something that has happened and that the machine must know. Immutable. */
public sealed interface Event {

    /** A job was handed over that names nothing to run after. */
    record Submit(JobEntry job) implements Event {}

    /**
     * Tasks are to be opened and jobs handed over that may name each other, all or none; answered by {@link
     * Decision.Admitted} or {@link Decision.Refused}.
     *
     * @param tasks those above before those below
     * @param waiter handed back with the answer
     */
    record Admit(List<TaskEntry> tasks, List<JobEntry> jobs, Object waiter) implements Event {}

    /** A member that was on its way to a task will not come. */
    record Withdrawn(TaskEntry task) implements Event {}

    /** A task takes no more members. */
    record CloseTask(TaskEntry task) implements Event {}

    /** All jobs of a task are to end, also those to come. */
    record CancelTask(TaskEntry task, String reason) implements Event {}

    /**
     * A task's onStart callback has returned.
     *
     * @param refusal why its jobs must not start, or null if they may
     */
    record TaskStartAnswered(TaskEntry task, @Nullable String refusal) implements Event {}

    /** What follows a task's outcome, its callbacks above all, is done. */
    record TaskSettled(TaskEntry task) implements Event {}

    /**
     * A job's onStart callback has returned.
     *
     * @param refusal why the job must not start, or null if it may
     */
    record StartAnswered(JobEntry job, @Nullable String refusal) implements Event {}

    /**
     * A process runs.
     *
     * @param id the job's
     * @param at when it was started, by the driver's clock
     * @param limitKept whether the kernel keeps it within the job's own memory limit
     */
    record Started(long id, long pid, long at, boolean limitKept) implements Event {

        /** One of a job without a memory limit of its own, or which the kernel does not keep. */
        public Started(long id, long pid, long at) {
            this(id, pid, at, false);
        }
    }

    /** A process could not be started. */
    record NotStarted(long id, Outcome.NotStarted why) implements Event {}

    /** A process has ended; its time is by the driver's clock. */
    record Exited(long id, ProcessExit exit) implements Event {}

    /** What follows a job's outcome, its callbacks above all, is done. */
    record Settled(JobEntry job) implements Event {}

    /**
     * Memory was looked at, as {@link Decision.Sample} asked.
     *
     * @param readings by process
     * @param machine what it has, or null if nobody can tell
     * @param ownBytes what this process holds, 0 for unknown
     */
    record MemorySampled(
            Map<Long, MemoryReading> readings, @Nullable HostMemory machine, long ownBytes) implements Event {}

    /** What jobs took before this pool was made, the oldest first. */
    record HistoryLoaded(List<RecordedRun> runs) implements Event {}

    /** Processes wait for memory, says the kernel: it is to be looked at now. */
    record Pressure() implements Event {}

    /**
     * The kernel has ended processes of a running job for its own memory limit; what is left of it is of no use.
     *
     * @param pid the process of the attempt that was looked at
     */
    record OomKilled(JobEntry job, long pid) implements Event {}

    /** One job is to end. */
    record Cancel(JobEntry job, String reason) implements Event {}

    /**
     * All jobs are to end.
     *
     * @param atOnce whether without grace, also those that are ending
     */
    record CancelAll(String reason, boolean atOnce) implements Event {}

    /**
     * Another number of jobs may run at one time.
     *
     * @param postpone whether the newest that are too many are to end and start again later
     */
    record Resize(int workers, boolean postpone) implements Event {}

    /**
     * Somebody has looked at a job, as {@link Decision.JobProbe} asked.
     *
     * @param attempt which attempt was looked at
     */
    record JobProbed(JobEntry job, int attempt, JobProbe look) implements Event {}

    /** All running jobs are to stand still and none to be started, or they go on. */
    record Freeze(boolean frozen) implements Event {}

    /**
     * How the machine's CPUs are divided; told once, before the first job that asks for some.
     *
     * @param layout of which nothing is given yet
     */
    record CpuLayoutKnown(CpuLayout layout) implements Event {}

    /** No jobs are to be started, or they are again. */
    record Pause(boolean paused) implements Event {}

    /**
     * Somebody wants to know what is unfinished; answered by {@link Decision.Inspected}.
     *
     * @param task of which, or null for everything
     * @param waiter handed back with the answer
     */
    record Inspect(@Nullable TaskEntry task, Object waiter) implements Event {}

    /**
     * Somebody waits for the end of the round; answered by {@link Decision.RoundEnded}.
     *
     * @param waiter handed back with the answer
     * @param limit for the round, or null to wait as long as it takes
     */
    record Join(Object waiter, @Nullable Duration limit) implements Event {}

    /**
     * The pool is being closed: all jobs are to end, and none is started any more.
     *
     * @param waiter handed back with the answer, as of {@link Join}
     */
    record Close(Object waiter, String reason) implements Event {}

    /** Nothing but that time has passed. */
    enum Tick implements Event {
        /** The only one. */
        TICK
    }
}
