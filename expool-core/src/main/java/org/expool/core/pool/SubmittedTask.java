package org.expool.core.pool;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.expool.ExecPool;
import org.expool.Job;
import org.expool.JobHandle;
import org.expool.Task;
import org.expool.TaskFinishedException;
import org.expool.TaskHandle;
import org.expool.TaskSummary;
import org.expool.Unfinished;
import org.expool.core.schedule.Event;
import org.expool.core.schedule.TaskEntry;
import org.jspecify.annotations.Nullable;

/**
 * The handle of an open task, which is also the scheduler's entry for it. A member enters on the caller's thread and is
 * counted until the scheduler has added it, so that a task never completes while one is on its way.
 */
final class SubmittedTask extends TaskEntry implements TaskHandle {

    /** What a task needs of its pool. */
    interface Pool extends ExecPool {

        boolean send(Event event);

        PoolRuntime runtime();

        TaskSummary summary(SubmittedTask task, TaskSnapshot snapshot);

        List<Unfinished> unfinished(SubmittedTask task);

        /** The number of the job that was submitted last. */
        long lastJob();

        /** Refuses a call from a callback or listener, which would wait for itself. */
        void refuseInside(String call);
    }

    private final Pool pool;
    private final @Nullable SubmittedTask parent;
    private final long place;
    private final CompletableFuture<TaskSummary> end = new CompletableFuture<>();
    private int onTheWay;
    private boolean shut;

    SubmittedTask(Task task, @Nullable SubmittedTask parent, Pool pool, long place) {
        super(task, parent);
        this.parent = parent;
        this.place = place;
        this.pool = pool;
    }

    /** Counts a member, which must then be sent to the scheduler, or withdrawn. */
    synchronized void enter(Object member) {
        if (shut) {
            throw new TaskFinishedException(
                    task() + " has been closed or has ended, and takes no more members: " + member);
        }
        onTheWay++;
    }

    /** A member that has entered is not sent after all; the scheduler may have waited for it to complete the task. */
    void withdraw() {
        pool.send(new Event.Withdrawn(this));
    }

    @Override
    protected synchronized void arrived() {
        onTheWay--;
    }

    @Override
    protected synchronized boolean seal() {
        shut |= onTheWay == 0;
        return onTheWay == 0;
    }

    /** The task above, or null. */
    @Nullable
    SubmittedTask parent() {
        return parent;
    }

    /** The number of the last job that was submitted before it was opened. */
    long place() {
        return place;
    }

    /** Whether its jobs have prerequisites. */
    boolean isBlocking() {
        for (Task task = task(); task != null; task = task.parent()) {
            if (!task.after().isEmpty()) {
                return true;
            }
        }
        return false;
    }

    @Override
    public JobHandle submit(Job job) {
        return pool.submit(job.in(task()));
    }

    @Override
    public List<JobHandle> submitAll(List<Job> jobs) {
        return pool.submitAll(jobs.stream().map(job -> job.in(task())).toList());
    }

    @Override
    public TaskHandle task(Task member) {
        return pool.task(member.in(task()));
    }

    @Override
    public TaskSummary summary() {
        return pool.summary(this, snapshot());
    }

    @Override
    public List<Unfinished> unfinished() {
        return pool.unfinished(this);
    }

    @Override
    public Optional<TaskSummary> result() {
        return Optional.ofNullable(end.getNow(null));
    }

    @Override
    public CompletionStage<TaskSummary> completion() {
        return end.minimalCompletionStage();
    }

    /** Whether a caller waits for its end. */
    boolean isAwaited() {
        return end.getNumberOfDependents() > 0;
    }

    /** Completes the handle. */
    void complete(TaskSummary summary) {
        end.complete(summary);
    }

    @Override
    public TaskSummary await() throws InterruptedException {
        refuseInside();
        return pool.runtime().await(end);
    }

    @Override
    public Optional<TaskSummary> await(Duration limit) throws InterruptedException {
        refuseInside();
        return pool.runtime().await(end, limit);
    }

    private void refuseInside() {
        if (!end.isDone()) {
            pool.refuseInside("TaskHandle.await");
        }
    }

    @Override
    public void cancel(String reason) {
        pool.send(new Event.CancelTask(this, reason));
    }

    @Override
    public void close() {
        synchronized (this) {
            shut = true;
        }
        pool.send(new Event.CloseTask(this));
    }
}
