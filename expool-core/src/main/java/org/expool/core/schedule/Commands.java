package org.expool.core.schedule;

import java.util.Collection;
import java.util.List;
import org.expool.MemorySize;
import org.expool.MemoryTotals;
import org.expool.Signal;
import org.expool.core.memory.RecordedRun;
import org.expool.core.schedule.TaskEntry.TaskSnapshot;
import org.jspecify.annotations.Nullable;

/**
 * The effects of the {@link Scheduler}: what it tells its driver to do, in this order, while it handles an event. An
 * implementation carries each out without waiting for it, does not call the scheduler, and does not throw. None has a
 * default, so that a new command does not compile until the pool, the simulator and the replay know it.
 */
public interface Commands {

    /** Call the task's onStart and report {@link Event.TaskStartAnswered}. */
    void callOnStart(TaskEntry task);

    /** The task has started: tell listeners. */
    void taskStarted(TaskEntry task, TaskSnapshot snapshot);

    /** The task has its outcome; report {@link Event.TaskSettled} if it has callbacks for its end. */
    void taskFinished(TaskEntry task, TaskSnapshot snapshot);

    /** Call the job's onStart for its present attempt and report {@link Event.StartAnswered}. */
    void callOnStart(JobEntry job);

    /**
     * Start a process for the job in this slot and report {@link Event.Started} or {@link Event.NotStarted}. Unless the
     * job has a start delay, Started need not be reported before something else is.
     *
     * @param promisedBytes the memory promised to the attempt; 0 where memory is not balanced
     * @param limit the memory that the attempt must never exceed, or null
     */
    void launch(JobEntry job, int slot, long promisedBytes, @Nullable MemorySize limit);

    /**
     * The job's process runs: tell listeners.
     *
     * @param running how many processes run now, this one included
     */
    void started(JobEntry job, int attempt, long pid, long at, int running);

    /**
     * Read the CPU time and the last output of a running job and report {@link Event.JobProbed}.
     *
     * @param attempt the present one
     */
    void probe(JobEntry job, int attempt);

    /** Freeze the job's processes, or thaw them. */
    void freeze(JobEntry job, boolean frozen);

    /** Send a signal to the job's processes; if there are none yet, as soon as there are. */
    void signal(JobEntry job, Signal signal);

    /**
     * Sample the memory of these processes, of the host and of this process, and report {@link Event.MemorySampled}.
     *
     * @param pids may be none
     */
    void sampleMemory(Collection<Long> pids);

    /** Ask the kernel to reclaim up to so much memory from the job's processes; nothing is reported. */
    void reclaim(JobEntry job, long bytes);

    /** Keep what a job used for later pools. */
    void recordRun(RecordedRun run);

    /** Tell listeners what has just happened; what other commands stand for, their implementation tells. */
    void tell(Fact fact);

    /**
     * An attempt has ended, and the job has not.
     *
     * @param nextAt the earliest time of the next attempt
     */
    void attemptEnded(JobEntry job, AttemptEnd end, long nextAt);

    /** The job has its outcome; report {@link Event.Settled} if it needs settling. */
    void finished(JobEntry job, AttemptEnd end);

    /**
     * Answers {@link Event.Admit}.
     *
     * @param problems why nothing was admitted, in words; empty if everything was
     */
    void admitted(Object waiter, List<String> problems);

    /** Answers {@link Event.Admit} when the pool has been closed and its last round is over. */
    void refused(Object waiter);

    /** Answers {@link Event.Inspect}. */
    void inspected(Object waiter, Inspection found);

    /**
     * All jobs and tasks of the round have ended and were settled; answers every {@link Event.Join} so far.
     *
     * @param waiters theirs, in order
     * @param complete false if a time limit ended it
     * @param memory sums over the round; null where memory is not balanced
     */
    void roundEnded(List<Object> waiters, boolean complete, @Nullable MemoryTotals memory);

    /**
     * Log what is wrong, with a provider or in the scheduler itself.
     *
     * @param fault what was thrown, or null
     */
    void warn(String message, @Nullable Throwable fault);
}
