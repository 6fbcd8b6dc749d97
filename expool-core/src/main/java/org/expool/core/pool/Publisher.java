package org.expool.core.pool;

import java.lang.System.Logger;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import org.expool.JobAttempt;
import org.expool.JobResult;
import org.expool.JobStart;
import org.expool.MemoryAction;
import org.expool.PoolListener;
import org.expool.TaskSummary;
import org.expool.event.PoolEvent;

/**
 * Numbers facts and tells them, in order and on a thread of its own: listeners first, then whoever waits for the job. Where
 * there is no listener or waiter, a result is just stored and no thread is woken. Thread-safe.
 */
final class Publisher {

    private static final Logger LOG = System.getLogger(Publisher.class.getName());

    private final List<PoolListener> listeners;
    private final ExecutorService executor;
    private final BooleanSupplier inside;

    /** The number of the last fact; guarded by this. */
    private long last;

    /**
     * Tells these listeners.
     *
     * @param executor one thread
     * @param inside whether the calling thread is that one
     */
    Publisher(List<PoolListener> listeners, ExecutorService executor, BooleanSupplier inside) {
        this.listeners = listeners;
        this.executor = executor;
        this.inside = inside;
    }

    boolean isCurrentThread() {
        return inside.getAsBoolean();
    }

    boolean hasListeners() {
        return !listeners.isEmpty();
    }

    void started(JobStart start) {
        tell(number -> new PoolEvent.AttemptStarted(number, start), () -> {});
    }

    void attemptEnded(JobAttempt attempt) {
        tell(number -> new PoolEvent.AttemptEnded(number, attempt.attempt().finishedAt(), attempt), () -> {});
    }

    void memoryChanged(MemoryAction action) {
        executor.execute(() -> tell(listener -> listener.memoryChanged(action)));
    }

    void taskStarted(TaskSummary task) {
        tell(number -> new PoolEvent.TaskStarted(number, Instant.now(), task), () -> {});
    }

    void taskFinished(SubmittedTask task, TaskSummary end) {
        tell(number -> new PoolEvent.TaskFinished(number, Instant.now(), end), () -> task.complete(end));
    }

    void finished(SubmittedJob job, JobResult result) {
        if (hasListeners() || !job.completeQuietly(result)) {
            tell(number -> new PoolEvent.JobFinished(number, Instant.now(), result), () -> job.complete(result));
        }
    }

    void roundEnded(List<Object> waiters, boolean complete) {
        executor.execute(() -> {
            for (Object waiter : waiters) {
                answer(waiter, complete);
            }
        });
    }

    @SuppressWarnings("unchecked") // the engine hands no other waiter to the machine
    private static void answer(Object waiter, boolean complete) {
        ((CompletableFuture<Boolean>) waiter).complete(complete);
    }

    private synchronized void tell(LongFunction<PoolEvent> fact, Runnable afterwards) {
        PoolEvent event = fact.apply(++last);
        executor.execute(() -> {
            try {
                tell(listener -> listener.on(event));
            } finally {
                afterwards.run();
            }
        });
    }

    private void tell(Consumer<PoolListener> call) {
        for (PoolListener listener : listeners) {
            try {
                call.accept(listener);
            } catch (Throwable e) { // whatever a user's code throws
                UserCodeErrors.log(LOG, "the listener " + listener.getClass().getName() + " threw", e);
            }
        }
    }
}
