package org.expool.core.pool;

import java.lang.System.Logger;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.expool.JobAttempt;
import org.expool.JobResult;
import org.expool.JobStart;
import org.expool.MemoryAction;
import org.expool.PoolListener;
import org.expool.TaskSummary;

/**
 * Tells the world, in order and on a thread of its own: listeners first, then whoever waits for the job. Where nobody
 * listens or waits, a result is just stored and no thread is troubled.
 */
final class Publisher {

    private static final Logger LOG = System.getLogger(Publisher.class.getName());

    private final List<PoolListener> listeners;
    private final ExecutorService executor;
    private final BooleanSupplier inside;

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
        executor.execute(() -> tell(listener -> listener.started(start)));
    }

    void attempted(JobAttempt attempt) {
        executor.execute(() -> tell(listener -> listener.attempted(attempt)));
    }

    void balanced(MemoryAction action) {
        executor.execute(() -> tell(listener -> listener.balanced(action)));
    }

    void taskStarted(TaskSummary task) {
        executor.execute(() -> tell(listener -> listener.taskStarted(task)));
    }

    void taskFinished(SubmittedTask task, TaskSummary end) {
        executor.execute(() -> {
            try {
                tell(listener -> listener.taskFinished(end));
            } finally {
                task.complete(end);
            }
        });
    }

    void finished(SubmittedJob job, JobResult result) {
        if (hasListeners() || !job.completeQuietly(result)) {
            executor.execute(() -> {
                try {
                    tell(listener -> listener.finished(result));
                } finally {
                    job.complete(result);
                }
            });
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
