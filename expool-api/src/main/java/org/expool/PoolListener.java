package org.expool;

import org.expool.event.MemoryReason;
import org.expool.event.PoolEvent;

/**
 * Is told what happens in a pool. Either override {@link #on}, which is given every fact, or those of the other methods that
 * matter.
 *
 * <p>All methods of all listeners of one pool are called on one thread of that pool, one call at a time, in the order of the
 * facts, and before any waiter for the job, task or round is: when {@link JobHandle#await} returns, the listeners have been told. A call may
 * come a few milliseconds after the fact, unless something waits for it. A slow listener delays other listeners and waiters, never a job's start, exit or callback.
 *
 * <p>A listener that does not keep up with the pool does not stop it: at most {@link #buffer} facts wait to be told. Those beyond are
 * dropped, which a {@link PoolEvent.EventsDropped} says; whoever waits for what was dropped is then told without the listeners.
 *
 * <p>A listener must not wait for a job of its pool, whose result this very thread would bring: awaiting one throws
 * IllegalStateException. What a listener throws is logged and changes nothing.
 */
public interface PoolListener {

    /** Called for every fact. As it is, it calls the method below that is meant for it, if there is one. */
    default void on(PoolEvent event) {
        if (event instanceof PoolEvent.AttemptStarted started) {
            started(started.start());
        } else if (event instanceof PoolEvent.JobFinished finished) {
            finished(finished.result());
        } else if (event instanceof PoolEvent.AttemptEnded ended) {
            if (ended.ended().nextAt() != null) {
                attemptEnded(ended.ended());
            }
        } else if (event instanceof PoolEvent.TaskStarted started) {
            taskStarted(started.summary());
        } else if (event instanceof PoolEvent.TaskFinished finished) {
            taskFinished(finished.summary());
        } else if (event instanceof PoolEvent.ActionEvent action && action.why() instanceof MemoryReason why) {
            memoryChanged(new MemoryAction(action.id(), action.job(), MemoryAction.Step.of(action), why.text()));
        }
    }

    /**
     * How many facts may wait to be told, about 100 bytes each and what they refer to, such as results. The pool uses the
     * largest number that any of its listeners asks for; it is asked once.
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

    /** A task has ended, and its callbacks have returned. Called once a task, after its members have been told. */
    default void taskFinished(TaskSummary task) {}

    /** A job has reached its outcome, and its callbacks have returned. Called once per submitted job. */
    default void finished(JobResult result) {}
}
