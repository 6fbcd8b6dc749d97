package org.expool;

import org.expool.event.PoolEvent;

/**
 * Receives the facts of a pool. Override either {@link #on}, which receives every fact, or some of the other methods.
 *
 * <p>All methods of all listeners of one pool are called on one thread of that pool, one call at a time, in the order of the
 * facts, and before any waiter for the job, task or round is released: when {@link JobHandle#await} returns, the listeners have been called. A call may
 * come a few milliseconds after the fact, unless something waits for it. A slow listener delays other listeners and waiters, never a job's start, exit or callback.
 *
 * <p>A listener that is slower than the pool does not delay it: at most {@link #buffer} facts are queued for listeners. Further facts
 * are dropped and reported by a {@link PoolEvent.EventsDropped}; waiters for a dropped result are released without a call of the listeners.
 *
 * <p>A listener must not wait for a job of its pool, as its thread has to deliver the result: awaiting one throws
 * IllegalStateException. What a listener throws is logged and changes nothing.
 */
public interface PoolListener {

    /** Called for every fact. By default calls the method below for it, if there is one. */
    default void on(PoolEvent event) {
        event.deliver(this);
    }

    /**
     * The number of facts that may be queued, about 100 bytes each and what they refer to, such as results. The pool uses the
     * largest number of all its listeners; it calls this method once.
     */
    default int buffer() {
        return 100_000;
    }

    /** A job's process has started; also called for each further attempt, not for stub jobs. */
    default void started(JobStart start) {}

    /**
     * An attempt has ended and another will follow: a restart, a retry, or a postponed job. Called before {@link
     * #finished} and in the order of attempts, but for a job whose output is kept perhaps after the next attempt has started.
     */
    default void attemptEnded(JobAttempt attempt) {}

    /** Memory pressure or its end changed a job: it waits, is frozen or thawed, or was terminated to start again. */
    default void memoryChanged(MemoryAction action) {}

    /** The first job of a task is about to start, and its onStart has returned. Called at most once a task. */
    default void taskStarted(TaskSummary task) {}

    /** A task has ended, and its callbacks have returned. Called once a task, after the calls for its members. */
    default void taskFinished(TaskSummary task) {}

    /** A job has reached its outcome, and its callbacks have returned. Called once per submitted job. */
    default void finished(JobResult result) {}
}
