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

/** Something that has happened and that the scheduler must know. Immutable. */
public sealed interface Event {

    /**
     * Handles every kind of event: the scheduler, and the model that checks it. A new kind does not compile until each
     * handler has a method for it.
     */
    interface Handler {
        void submit(Submit event);

        void admit(Admit event);

        void withdrawn(Withdrawn event);

        void closeTask(CloseTask event);

        void cancelTask(CancelTask event);

        void taskStartAnswered(TaskStartAnswered event);

        void taskSettled(TaskSettled event);

        void startAnswered(StartAnswered event);

        void started(Started event);

        void notStarted(NotStarted event);

        void exited(Exited event);

        void processLost(ProcessLost event);

        void settled(Settled event);

        void memorySampled(MemorySampled event);

        void historyLoaded(HistoryLoaded event);

        void pressure(Pressure event);

        void oomKilled(OomKilled event);

        void cancel(Cancel event);

        void cancelAll(CancelAll event);

        void resize(Resize event);

        void jobProbed(JobProbed event);

        void freeze(Freeze event);

        void cpuLayoutKnown(CpuLayoutKnown event);

        void pause(Pause event);

        void inspect(Inspect event);

        void cleared();

        void join(Join event);

        void close(Close event);

        void tick();
    }

    /** Calls the handler's method for this kind. */
    void accept(Handler handler);

    /** The job that the event is about; null if it is about none, or names the job by its number only. */
    default @Nullable JobEntry job() {
        return null;
    }

    /**
     * Answers the callers that wait for the effect of this event, in case the scheduler never handles it.
     *
     * @param lost the outcome of the jobs that it submits
     */
    default void abandon(Commands commands, Outcome lost, long now) {}

    /** A job without prerequisites is submitted. */
    record Submit(JobEntry job) implements Event {

        @Override
        public void accept(Handler handler) {
            handler.submit(this);
        }

        @Override
        public void abandon(Commands commands, Outcome lost, long now) {
            commands.finished(job, AttemptEnd.unstarted(lost, now));
        }
    }

    /**
     * Tasks are opened and jobs submitted that may name each other, all or none; answered by {@link Commands#admitted} or
     * {@link Commands#refused}.
     *
     * @param tasks parents before their children
     * @param waiter handed back with the answer
     */
    record Admit(List<TaskEntry> tasks, List<JobEntry> jobs, Object waiter) implements Event {

        @Override
        public void accept(Handler handler) {
            handler.admit(this);
        }

        @Override
        public void abandon(Commands commands, Outcome lost, long now) {
            commands.admitted(waiter, List.of(lost.reason()));
        }
    }

    /** A member that was announced to a task will not come. */
    record Withdrawn(TaskEntry task) implements Event {

        @Override
        public void accept(Handler handler) {
            handler.withdrawn(this);
        }
    }

    /** A task takes no more members. */
    record CloseTask(TaskEntry task) implements Event {

        @Override
        public void accept(Handler handler) {
            handler.closeTask(this);
        }
    }

    /** All jobs of a task are cancelled, those that are still to be submitted included. */
    record CancelTask(TaskEntry task, String reason) implements Event {

        @Override
        public void accept(Handler handler) {
            handler.cancelTask(this);
        }
    }

    /**
     * A task's onStart callback has returned.
     *
     * @param refusal why its jobs must not start, or null if they may
     */
    record TaskStartAnswered(TaskEntry task, @Nullable String refusal) implements Event {

        @Override
        public void accept(Handler handler) {
            handler.taskStartAnswered(this);
        }
    }

    /** Everything that follows a task's outcome, its callbacks above all, is done. */
    record TaskSettled(TaskEntry task) implements Event {

        @Override
        public void accept(Handler handler) {
            handler.taskSettled(this);
        }
    }

    /**
     * A job's onStart callback has returned.
     *
     * @param refusal why the job must not start, or null if it may
     */
    record StartAnswered(JobEntry job, @Nullable String refusal) implements Event {

        @Override
        public void accept(Handler handler) {
            handler.startAnswered(this);
        }
    }

    /**
     * A process runs.
     *
     * @param id the job's
     * @param at when it was started, by the driver's clock
     * @param limitEnforced whether the kernel enforces the job's own memory limit
     */
    record Started(long id, long pid, long at, boolean limitEnforced) implements Event {

        @Override
        public void accept(Handler handler) {
            handler.started(this);
        }

        /** A process without a memory limit that the kernel enforces. */
        public Started(long id, long pid, long at) {
            this(id, pid, at, false);
        }
    }

    /** A process could not be started. */
    record NotStarted(long id, Outcome.NotStarted why) implements Event {

        @Override
        public void accept(Handler handler) {
            handler.notStarted(this);
        }
    }

    /** A process has ended; the time is by the driver's clock. */
    record Exited(long id, ProcessExit exit) implements Event {

        @Override
        public void accept(Handler handler) {
            handler.exited(this);
        }
    }

    /**
     * A process can no longer be reached: it may run on, and its exit will not be reported.
     *
     * @param id the job's
     * @param reason why, in words
     */
    record ProcessLost(long id, String reason) implements Event {

        @Override
        public void accept(Handler handler) {
            handler.processLost(this);
        }
    }

    /** Everything that follows a job's outcome, its callbacks above all, is done. */
    record Settled(JobEntry job) implements Event {

        @Override
        public void accept(Handler handler) {
            handler.settled(this);
        }
    }

    /**
     * Memory was sampled, as {@link Commands#sampleMemory} asked.
     *
     * @param readings by process
     * @param host memory of the host; null if it is unknown
     * @param ownBytes resident memory of this process; 0 for unknown
     */
    record MemorySampled(
            Map<Long, MemoryReading> readings, @Nullable HostMemory host, long ownBytes) implements Event {

        @Override
        public void accept(Handler handler) {
            handler.memorySampled(this);
        }
    }

    /** What jobs used before this pool was made, the oldest run first. */
    record HistoryLoaded(List<RecordedRun> runs) implements Event {

        @Override
        public void accept(Handler handler) {
            handler.historyLoaded(this);
        }
    }

    /** The kernel reports that processes stall for memory: sample it now. */
    record Pressure() implements Event {

        @Override
        public void accept(Handler handler) {
            handler.pressure(this);
        }
    }

    /**
     * The kernel has killed some processes of a running job at the job's own memory limit; the scheduler terminates the
     * rest.
     *
     * @param pid the process of the attempt that was sampled
     */
    record OomKilled(JobEntry job, long pid) implements Event {

        @Override
        public void accept(Handler handler) {
            handler.oomKilled(this);
        }
    }

    /** One job is cancelled. */
    record Cancel(JobEntry job, String reason) implements Event {

        @Override
        public void accept(Handler handler) {
            handler.cancel(this);
        }
    }

    /**
     * All jobs are cancelled.
     *
     * @param atOnce whether without grace, jobs that are being terminated included
     */
    record CancelAll(String reason, boolean atOnce) implements Event {

        @Override
        public void accept(Handler handler) {
            handler.cancelAll(this);
        }
    }

    /**
     * The number of workers changes.
     *
     * @param postpone whether the newest surplus jobs are terminated and started again later
     */
    record Resize(int workers, boolean postpone) implements Event {

        @Override
        public void accept(Handler handler) {
            handler.resize(this);
        }
    }

    /**
     * A job was probed, as {@link Commands#probe} asked.
     *
     * @param attempt the attempt that was probed
     */
    record JobProbed(JobEntry job, int attempt, JobProbe probe) implements Event {

        @Override
        public void accept(Handler handler) {
            handler.jobProbed(this);
        }
    }

    /** All running jobs are frozen and none is started, or they are thawed. */
    record Freeze(boolean frozen) implements Event {

        @Override
        public void accept(Handler handler) {
            handler.freeze(this);
        }
    }

    /**
     * How the host's CPUs are divided; sent once, before the first job that asks for some.
     *
     * @param layout with every CPU free
     */
    record CpuLayoutKnown(CpuLayout layout) implements Event {

        @Override
        public void accept(Handler handler) {
            handler.cpuLayoutKnown(this);
        }
    }

    /** No jobs are started, or jobs are started again. */
    record Pause(boolean paused) implements Event {

        @Override
        public void accept(Handler handler) {
            handler.pause(this);
        }
    }

    /**
     * A caller asks what is unfinished; answered by {@link Commands#inspected}.
     *
     * @param task only jobs in this task, at any depth; null for all
     * @param after only jobs with a larger number
     * @param limit how many at the most; 0 for none
     * @param waiter handed back with the answer
     */
    record Inspect(@Nullable TaskEntry task, long after, int limit, Object waiter) implements Event {

        /** Asks for no job, only for {@link Inspection#counts}. */
        public static Inspect counts(Object waiter) {
            return new Inspect(null, 0, 0, waiter);
        }

        @Override
        public void accept(Handler handler) {
            handler.inspect(this);
        }

        @Override
        public void abandon(Commands commands, Outcome lost, long now) {
            commands.inspected(waiter, Inspection.END);
        }
    }

    /**
     * A caller waits for the end of the round; answered by {@link Commands#roundEnded}.
     *
     * @param waiter handed back with the answer
     * @param limit for the round, or null to wait as long as it takes
     */
    record Join(Object waiter, @Nullable Duration limit) implements Event {

        @Override
        public void accept(Handler handler) {
            handler.join(this);
        }

        @Override
        public void abandon(Commands commands, Outcome lost, long now) {
            commands.roundEnded(List.of(waiter), false, null);
        }
    }

    /**
     * The pool is closed: all jobs are cancelled, and no more are started.
     *
     * @param waiter handed back with the answer, as of {@link Join}
     */
    record Close(Object waiter, String reason) implements Event {

        @Override
        public void accept(Handler handler) {
            handler.close(this);
        }

        @Override
        public void abandon(Commands commands, Outcome lost, long now) {
            commands.roundEnded(List.of(waiter), false, null);
        }
    }

    /** The pool was cleared: its outcomes are counted anew. */
    enum Cleared implements Event {
        /** The only one. */
        CLEARED;

        @Override
        public void accept(Handler handler) {
            handler.cleared();
        }
    }

    /** Time has passed, and nothing else has happened. */
    enum Tick implements Event {
        TICK;

        @Override
        public void accept(Handler handler) {
            handler.tick();
        }
    }
}
