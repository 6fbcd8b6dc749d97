package org.expool.cli.command;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.expool.Attempt;
import org.expool.ExecPool;
import org.expool.Job;
import org.expool.JobHandle;
import org.expool.JobResult;
import org.expool.Outcome;
import org.expool.PeakMemory;
import org.expool.PoolCounts;
import org.expool.PoolSettings;
import org.expool.PoolSummary;
import org.expool.ProviderChoice;
import org.expool.Shrink;
import org.expool.Task;
import org.expool.TaskHandle;
import org.expool.TaskSummary;
import org.expool.Unfinished;
import org.expool.Usage;

/** A pool whose jobs end within submit, as a function says. */
final class FakePool implements ExecPool {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private final PoolSettings settings;
    private final Function<Job, Outcome> outcome;
    private final boolean inTime;
    String cancelledBecause = "";
    private final List<JobResult> results = new ArrayList<>();
    private final List<Task> tasks = new ArrayList<>();
    private boolean closed;
    final CountDownLatch cancelled = new CountDownLatch(1);
    final CountDownLatch killed = new CountDownLatch(1);
    private final Joining joining;

    /** Runs while a caller waits in join. */
    interface Joining {
        void in(FakePool pool) throws InterruptedException;
    }

    FakePool(PoolSettings settings, Function<Job, Outcome> outcome, boolean inTime, Joining joining) {
        this.settings = settings;
        this.outcome = outcome;
        this.inTime = inTime;
        this.joining = joining;
    }

    synchronized List<String> names() {
        return results.stream().map(result -> result.job().name()).toList();
    }

    boolean isClosed() {
        return closed;
    }

    @Override
    public synchronized List<JobHandle> submitAll(List<Task> opened, List<Job> jobs) {
        tasks.addAll(opened);
        return jobs.stream().map(this::submit).toList();
    }

    @Override
    public TaskHandle task(Task task) {
        throw new UnsupportedOperationException("the command opens tasks with submitAll");
    }

    private static UnsupportedOperationException unneeded() {
        return new UnsupportedOperationException("no command of the tests calls this");
    }

    @Override
    public List<Unfinished> unfinished() {
        return List.of();
    }

    @Override
    public synchronized JobHandle submit(Job job) {
        JobResult result = resultOf(results.size() + 1, job, outcome.apply(job));
        results.add(result);
        settings.listeners().forEach(listener -> listener.finished(result));
        return new Done(result);
    }

    static JobResult resultOf(long id, Job job, Outcome outcome) {
        boolean started = !(outcome instanceof Outcome.NotStarted);
        Usage usage = Usage.unknown()
                .withCpu(Duration.ofMillis(1100), Duration.ofMillis(100), Usage.CpuSource.RUSAGE)
                .withCounts(1, 2, 3, 4)
                .withPeakMemory(new PeakMemory(1234, PeakMemory.Source.SAMPLED));
        Attempt attempt = new Attempt(
                1,
                outcome,
                NOON.plusMillis(1),
                NOON.plusMillis(1235),
                Duration.ofNanos(1_234_567_000),
                4711,
                usage,
                null,
                null,
                null);
        return new JobResult(
                id, job, outcome, started ? List.of(attempt) : List.of(), 0, NOON, attempt.finishedAt(), null);
    }

    private record Done(JobResult its) implements JobHandle {
        @Override
        public long id() {
            return its.id();
        }

        @Override
        public Job job() {
            return its.job();
        }

        @Override
        public Optional<JobResult> result() {
            return Optional.of(its);
        }

        @Override
        public CompletionStage<JobResult> completion() {
            return CompletableFuture.completedStage(its);
        }

        @Override
        public JobResult await() {
            return its;
        }

        @Override
        public Optional<JobResult> await(Duration limit) {
            return Optional.of(its);
        }

        @Override
        public void cancel() {}
    }

    @Override
    public PoolSettings settings() {
        return settings;
    }

    @Override
    public List<ProviderChoice> providers() {
        return List.of();
    }

    @Override
    public boolean join() throws InterruptedException {
        joining.in(this);
        return inTime;
    }

    @Override
    public boolean join(Duration timeout) {
        return inTime;
    }

    @Override
    public void cancelAll(String reason) {
        cancelledBecause = reason;
        cancelled.countDown();
    }

    @Override
    public void killAll(String reason) {
        killed.countDown();
    }

    @Override
    public void pause() {
        throw unneeded();
    }

    @Override
    public void resume() {
        throw unneeded();
    }

    @Override
    public void freeze() {
        throw unneeded();
    }

    @Override
    public void thaw() {
        throw unneeded();
    }

    @Override
    public boolean isPaused() {
        return false;
    }

    @Override
    public void clear() {
        results.clear();
    }

    @Override
    public int workers() {
        return settings.workers();
    }

    @Override
    public void resize(int count, Shrink surplus) {
        throw unneeded();
    }

    @Override
    public synchronized List<JobResult> failures() {
        return results.stream().filter(JobResult::unsuccessful).toList();
    }

    @Override
    public synchronized List<TaskSummary> tasks() {
        return tasks.stream()
                .map(task -> new TaskSummary(task, TaskSummary.State.SUCCEEDED, 1, 1, 0, NOON, NOON.plusSeconds(1)))
                .toList();
    }

    @Override
    public PoolCounts counts() {
        return new PoolCounts(Map.of(), summary().counts());
    }

    @Override
    public synchronized PoolSummary summary() {
        long succeeded = results.stream().filter(JobResult::succeeded).count();
        return new PoolSummary(
                Map.of(Outcome.Kind.SUCCEEDED, succeeded, Outcome.Kind.FAILED, results.size() - succeeded),
                Duration.ofMillis(2500),
                Math.min(results.size(), settings.workers()),
                null);
    }

    @Override
    public void close() {
        closed = true;
    }
}
