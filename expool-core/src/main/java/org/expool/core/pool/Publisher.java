package org.expool.core.pool;

import java.lang.System.Logger;
import java.util.List;
import java.util.concurrent.Executor;
import org.expool.JobAttempt;
import org.expool.JobResult;
import org.expool.JobStart;
import org.expool.MemoryTotals;
import org.expool.TaskSummary;
import org.expool.core.schedule.Fact;
import org.expool.event.PoolEvent;
import org.jspecify.annotations.Nullable;

/**
 * Tells listeners what has happened, then completes handles and joins. Without a listener or waiter, a result is just
 * stored and no thread is woken; if listeners do not keep up and a fact was dropped, a callback thread completes the
 * handle. Thread-safe.
 */
final class Publisher {

    private final EventStream stream;
    private final Executor slow;
    private final WallClock clock;

    Publisher(EventStream stream, Executor slow, WallClock clock) {
        this.stream = stream;
        this.slow = slow;
        this.clock = clock;
    }

    boolean hasListeners() {
        return stream.isHeard();
    }

    void started(JobStart start) {
        stream.tell(number -> new PoolEvent.AttemptStarted(number, start));
    }

    void attemptEnded(JobAttempt attempt) {
        stream.tell(
                number -> new PoolEvent.AttemptEnded(number, attempt.attempt().finishedAt(), attempt));
    }

    void tell(Fact fact) {
        stream.tell(number -> fact.make(number, clock.now()));
    }

    /** Logs that something does not work as it should, and tells listeners. */
    void warn(Logger log, String message, @Nullable Throwable fault) {
        UserCodeErrors.log(log, message, fault);
        tell((number, at) -> new PoolEvent.PoolWarning(number, at, message));
    }

    void taskStarted(TaskSummary task) {
        stream.tell(number -> new PoolEvent.TaskStarted(number, clock.now(), task));
    }

    void taskFinished(SubmittedTask task, TaskSummary end) {
        boolean told = stream.tell(
                number -> new PoolEvent.TaskFinished(number, clock.now(), end),
                () -> task.complete(end),
                task.isAwaited());
        if (!told) {
            slow.execute(() -> task.complete(end));
        }
    }

    void finished(SubmittedJob job, JobResult result) {
        if (!stream.isHeard() && job.completeQuietly(result)) {
            return;
        }
        boolean told = stream.tell(
                number -> new PoolEvent.JobFinished(number, clock.now(), result),
                () -> job.complete(result),
                job.isAwaited());
        if (!told && !job.completeQuietly(result)) {
            slow.execute(() -> job.complete(result));
        }
    }

    void roundEnded(List<Object> waiters, boolean complete, @Nullable MemoryTotals memory) {
        stream.tell(number -> new PoolEvent.RoundEnded(number, clock.now(), complete, memory));
        stream.afterwards(() -> {
            for (Object waiter : waiters) {
                CallerAnswers.answer(waiter, complete);
            }
        });
    }
}
