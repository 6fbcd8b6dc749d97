package org.expool.core.pool;

import static java.util.Objects.requireNonNull;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.expool.CpuPlacement;
import org.expool.Job;
import org.expool.JobHandle;
import org.expool.JobResult;
import org.expool.core.schedule.Event;
import org.expool.core.schedule.JobEntry;
import org.jspecify.annotations.Nullable;

/**
 * The handle of a submitted job, which is also the scheduler's entry for it. A future is made only for a waiting
 * caller; {@link #state} is null at first, then the future or the result, at last the result.
 */
final class SubmittedJob extends JobEntry implements JobHandle {

    private static final VarHandle STATE = stateHandle();

    private final EventSink engine;
    private final long submittedAt;
    private volatile @Nullable Object state;
    private volatile @Nullable EarlierAttempts earlier;
    private volatile @Nullable CpuPlacement placement;
    private volatile int placedIn;

    SubmittedJob(long id, Job job, @Nullable SubmittedTask task, EventSink engine, long submittedAt) {
        super(id, job, task);
        this.engine = engine;
        this.submittedAt = submittedAt;
    }

    private static VarHandle stateHandle() {
        try {
            return MethodHandles.lookup().findVarHandle(SubmittedJob.class, "state", Object.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    long submittedAt() {
        return submittedAt;
    }

    @Override
    protected boolean needsSettling() {
        Job job = job();
        return job.onDone() != null || job.onFinish() != null || Streams.leavesOutput(job);
    }

    /** The CPUs of its last attempt; null for any. */
    @Nullable
    CpuPlacement placement() {
        return placement;
    }

    /** The worker of that placement. */
    int placedIn() {
        return placedIn;
    }

    void place(@Nullable CpuPlacement where, int slot) {
        placement = where;
        placedIn = slot;
    }

    /** The attempts that were followed by others; null for none. */
    @Nullable
    EarlierAttempts earlier() {
        return earlier;
    }

    /** Adds one; called by the thread that drains events. */
    void attemptEnded(EndedAttempt attempt) {
        EarlierAttempts attempts = earlier == null ? new EarlierAttempts() : earlier;
        attempts.add(attempt);
        earlier = attempts;
    }

    /** Whether a caller waits for the result, or did. */
    boolean isAwaited() {
        return state instanceof CompletableFuture<?>;
    }

    /** Sets the result if no caller waits for it; returns whether it did. */
    boolean completeQuietly(JobResult result) {
        return STATE.compareAndSet(this, null, result);
    }

    void complete(JobResult result) {
        Object before = STATE.getAndSet(this, result);
        if (before instanceof CompletableFuture<?> future) {
            complete(future, result);
        }
    }

    @SuppressWarnings("unchecked") // no other future is ever stored
    private static void complete(CompletableFuture<?> future, JobResult result) {
        ((CompletableFuture<JobResult>) future).complete(result);
    }

    @Override
    public Optional<JobResult> result() {
        return state instanceof JobResult result ? Optional.of(result) : Optional.empty();
    }

    @Override
    public CompletionStage<JobResult> completion() {
        return future().minimalCompletionStage();
    }

    @SuppressWarnings("unchecked") // no other future is ever stored
    private CompletableFuture<JobResult> future() {
        if (STATE.compareAndSet(this, null, new CompletableFuture<JobResult>())) {
            engine.hurry();
        }
        Object now = requireNonNull(state);
        return now instanceof JobResult result
                ? CompletableFuture.completedFuture(result)
                : (CompletableFuture<JobResult>) now;
    }

    @Override
    public JobResult await() throws InterruptedException {
        refuseInListener();
        return engine.runtime().await(future());
    }

    @Override
    public Optional<JobResult> await(Duration limit) throws InterruptedException {
        refuseInListener();
        return engine.runtime().await(future(), limit);
    }

    private void refuseInListener() {
        if (!(state instanceof JobResult) && engine.isListening()) {
            throw new IllegalStateException(
                    "a listener waits for " + job() + ", whose result only the listener's own thread can deliver");
        }
    }

    @Override
    public void cancel() {
        engine.send(new Event.Cancel(this, "cancelled through its handle"));
    }
}
