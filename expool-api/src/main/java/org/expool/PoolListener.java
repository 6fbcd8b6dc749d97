package org.expool;

/**
 * Hears what happens in a pool. All methods of all listeners of one pool are called on one thread of the pool's own,
 * one call at a time, in the order of the events; a slow listener delays other listeners and completions, never a
 * job's start, exit or callback. A listener must not wait for a job of its pool, whose result this very thread would
 * bring: awaiting one throws IllegalStateException. What a listener throws is logged and changes nothing.
 */
public interface PoolListener {

    /** A job's process has started; also called for each further attempt, not for stub jobs. */
    default void started(JobStart start) {}

    /**
     * An attempt has ended and another will follow: a restart, a retry, or a postponed job. Called before {@link
     * #finished} and in the order of attempts, but for a job whose output is kept perhaps after the next attempt has started.
     */
    default void attempted(JobAttempt attempt) {}

    /** Something was done with a job for want of memory: it is held, frozen, goes on, or was ended to start again. */
    default void balanced(MemoryAction action) {}

    /** The first job of a task is about to start, and its onStart has returned. Called at most once a task. */
    default void taskStarted(TaskSummary task) {}

    /** A task has ended, and its callbacks have returned. Called once a task, after its members have been told. */
    default void taskFinished(TaskSummary task) {}

    /** A job has reached its outcome, and its callbacks have returned. Called once per submitted job. */
    default void finished(JobResult result) {}
}
