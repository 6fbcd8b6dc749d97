package org.expool.core.pool;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import org.expool.InvalidSettingsException;
import org.expool.Job;
import org.expool.JobHandle;
import org.expool.JobResult;
import org.expool.PoolCounts;
import org.expool.PoolSettings;
import org.expool.PoolSummary;
import org.expool.Problem;
import org.expool.ProviderChoice;
import org.expool.Shrink;
import org.expool.Task;
import org.expool.TaskHandle;
import org.expool.TaskSummary;
import org.expool.Unfinished;
import org.expool.core.schedule.Event;
import org.expool.core.schedule.Inspection;
import org.expool.core.schedule.TaskEntry;
import org.expool.spi.LaunchSession;
import org.expool.spi.support.Uninterruptibly;
import org.jspecify.annotations.Nullable;

/** The pool as its users see it: turns calls into events, and blocks where a call must wait. */
final class EnginePool implements SubmittedTask.Pool {

    private final PoolSettings settings;
    private final List<ProviderChoice> providers;
    private final PoolParts parts;
    private final AtomicBoolean closing = new AtomicBoolean();
    private final CompletableFuture<Void> closed = new CompletableFuture<>();
    private final OpenTasks tasks = new OpenTasks(this);
    private final Submissions submissions;
    private final ShutdownHook hook;
    private final @Nullable Thread thread;
    private volatile int workers;
    private volatile boolean paused;

    EnginePool(PoolSettings settings, List<ProviderChoice> providers, PoolParts parts) {
        this.settings = settings;
        this.providers = List.copyOf(providers);
        this.parts = parts;
        this.workers = settings.workers();
        this.submissions = new Submissions(
                settings, parts.memory().watch() != null, parts.engine(), parts.counters(), parts.cpus(), tasks);
        this.hook = new ShutdownHook(settings.name(), this::close);
        if (settings.closeOnShutdown()) {
            hook.install();
        }
        try {
            parts.stream().start();
            thread = parts.runtime().start("engine", parts.engine());
        } catch (RuntimeException | Error e) { // the system allows no more threads
            hook.remove();
            throw e;
        }
    }

    @Override
    public PoolSettings settings() {
        return settings;
    }

    @Override
    public List<ProviderChoice> providers() {
        return providers;
    }

    @Override
    public JobHandle submit(Job job) {
        if (closing.get()) {
            throw submissions.refusal(job);
        }
        return submissions.submit(job);
    }

    @Override
    public List<JobHandle> submitAll(List<Task> toOpen, List<Job> jobs) {
        if (closing.get()) {
            throw submissions.refusal(jobs);
        }
        return submissions.submitAll(toOpen, jobs);
    }

    @Override
    public TaskHandle task(Task task) {
        SubmittedTask known = tasks.find(task);
        while (known == null) { // at most once, unless the pool is cleared meanwhile
            submitAll(List.of(task), List.of());
            known = tasks.find(task);
        }
        return known;
    }

    /** The number of the last job that was submitted. */
    @Override
    public long lastJob() {
        return submissions.last();
    }

    @Override
    public PoolRuntime runtime() {
        return parts.runtime();
    }

    /** Returns whether the engine still takes events. */
    @Override
    public boolean send(Event event) {
        return parts.engine().send(event);
    }

    @Override
    public List<Unfinished> unfinished() {
        return inspect(null);
    }

    @Override
    public List<Unfinished> unfinished(SubmittedTask task) {
        return inspect(task);
    }

    private List<Unfinished> inspect(@Nullable SubmittedTask task) {
        return new UnfinishedWalk(parts.engine(), parts.results()).list(tasks.all(), task, submissions.last());
    }

    @Override
    public TaskSummary summary(SubmittedTask task, TaskEntry.TaskSnapshot snapshot) {
        return parts.results().summary(task, snapshot);
    }

    @Override
    public boolean join() throws InterruptedException {
        return joinWithin(null);
    }

    @Override
    public boolean join(Duration timeout) throws InterruptedException {
        if (timeout.isNegative() || timeout.isZero()) {
            throw new InvalidSettingsException(
                    "join", List.of(new Problem("timeout", timeout.toString(), "must be longer than zero")));
        }
        return joinWithin(timeout);
    }

    private boolean joinWithin(@Nullable Duration limit) throws InterruptedException {
        refuseInside("join");
        CompletableFuture<Boolean> end = new CompletableFuture<>();
        if (!parts.engine().send(new Event.Join(end, limit))) {
            return true;
        }
        return parts.runtime().await(end);
    }

    @Override
    public void cancelAll(String reason) {
        send(new Event.CancelAll(reason, false));
    }

    @Override
    public void killAll(String reason) {
        send(new Event.CancelAll(reason, true));
    }

    @Override
    public synchronized void pause() {
        paused = true;
        send(new Event.Pause(true));
    }

    @Override
    public synchronized void resume() {
        paused = false;
        send(new Event.Pause(false));
    }

    @Override
    public void freeze() {
        parts.engine().freeze(true);
    }

    @Override
    public void thaw() {
        parts.engine().freeze(false);
    }

    @Override
    public boolean isPaused() {
        return paused;
    }

    @Override
    public void clear() throws InterruptedException {
        refuseInside("clear");
        cancelAll("the pool was cleared");
        joinWithin(null);
        parts.counters().clear(parts.runtime().nanoTime());
        send(Event.Cleared.CLEARED);
        synchronized (tasks) {
            tasks.clear();
        }
        parts.spool().clear();
    }

    @Override
    public int workers() {
        return workers;
    }

    @Override
    public synchronized void resize(int count, Shrink surplus) {
        if (count < 1) {
            throw new InvalidSettingsException(
                    "resize", List.of(new Problem("workers", String.valueOf(count), "must be at least 1")));
        }
        workers = count;
        send(new Event.Resize(count, surplus == Shrink.POSTPONE));
    }

    @Override
    public List<JobResult> failures() {
        return parts.counters().failures();
    }

    @Override
    public List<TaskSummary> tasks() {
        return tasks.all().stream().map(SubmittedTask::summary).toList();
    }

    @Override
    public PoolCounts counts() {
        CompletableFuture<Inspection> answer = new CompletableFuture<>();
        PoolCounts counts = send(Event.Inspect.counts(answer))
                ? parts.runtime().join(answer).counts()
                : null;
        return counts != null ? counts : new PoolCounts(Map.of(), summary().counts());
    }

    @Override
    public PoolSummary summary() {
        return parts.counters().summary(parts.runtime().nanoTime());
    }

    @Override
    public void close() {
        refuseInside("close");
        if (closing.compareAndSet(false, true)) {
            try {
                CompletableFuture<Boolean> end = new CompletableFuture<>();
                if (parts.engine().send(new Event.Close(end, "the pool was closed"))) {
                    parts.runtime().join(end);
                }
                parts.release(thread);
            } finally {
                hook.remove();
                closed.complete(null); // whatever failed: other callers, such as a shutdown hook, must not wait
            }
        }
        closed.join();
    }

    @Override
    public void refuseInside(String call) {
        if (parts.runtime().isInside()) {
            throw new IllegalStateException(
                    call + " was called from a callback or listener of the pool and would wait for itself");
        }
    }

    record PoolParts(
            PoolRuntime runtime,
            Engine engine,
            LaunchSession session,
            MemorySubsystem memory,
            PoolCounters counters,
            Spool spool,
            CpuPartition cpus,
            ExecutorService callbacks,
            EventStream stream,
            ResultFactory results) {

        /** Closes the parts, which are idle by now, uninterruptibly, and each even if another cannot be closed. */
        void release(@Nullable Thread thread) {
            Cleanup noneCalled = () -> Uninterruptibly.shutDown(callbacks);
            boolean interrupted = false;
            try (spool;
                    stream;
                    noneCalled;
                    memory;
                    session) { // the last one first
                engine.stop();
                if (thread == null) {
                    engine.drain();
                } else {
                    Uninterruptibly.join(thread);
                }
                interrupted = Thread.interrupted(); // an interrupt would break off the file operations below
            } finally {
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
        }

        private interface Cleanup extends AutoCloseable {
            @Override
            void close();
        }
    }
}
