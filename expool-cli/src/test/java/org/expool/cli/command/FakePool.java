package org.expool.cli.command;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.expool.ExecPool;
import org.expool.Job;
import org.expool.JobHandle;
import org.expool.JobResult;
import org.expool.Outcome;
import org.expool.PeakMemory;
import org.expool.PoolSettings;
import org.expool.PoolSummary;
import org.expool.ProviderChoice;
import org.expool.TaskSummary;
import org.expool.Usage;

/** A pool whose jobs end within submit, as a function says. */
final class FakePool implements ExecPool {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private final PoolSettings settings;
    private final Function<Job, Outcome> fate;
    private final boolean inTime;
    String cancelledBecause = "";
    private final List<JobResult> results = new ArrayList<>();
    private boolean closed;

    FakePool(PoolSettings settings, Function<Job, Outcome> fate, boolean inTime) {
        this.settings = settings;
        this.fate = fate;
        this.inTime = inTime;
    }

    synchronized List<String> names() {
        return results.stream().map(result -> result.job().name()).toList();
    }

    boolean isClosed() {
        return closed;
    }

    @Override
    public synchronized JobHandle submit(Job job) {
        JobResult result = resultOf(results.size() + 1, job, fate.apply(job));
        results.add(result);
        settings.listeners().forEach(listener -> listener.finished(result));
        return new Done(result);
    }

    static JobResult resultOf(long id, Job job, Outcome outcome) {
        boolean started = !(outcome instanceof Outcome.NotStarted);
        Usage usage = new Usage(
                Duration.ofMillis(1100),
                Duration.ofMillis(100),
                1L,
                2L,
                new PeakMemory(1234, PeakMemory.Source.SAMPLED));
        return new JobResult(
                id,
                job,
                outcome,
                started ? 1 : 0,
                0,
                NOON,
                started ? NOON.plusMillis(1) : null,
                NOON.plusMillis(1235),
                started ? Duration.ofNanos(1_234_567_000) : Duration.ZERO,
                started ? 4711 : 0,
                started ? usage : Usage.unknown(),
                null,
                null);
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
    public boolean join() {
        return inTime;
    }

    @Override
    public boolean join(Duration timeout) {
        return inTime;
    }

    @Override
    public void cancelAll(String reason) {
        cancelledBecause = reason;
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
    public void resize(int count) {}

    @Override
    public synchronized List<JobResult> failures() {
        return results.stream().filter(JobResult::unsuccessful).toList();
    }

    @Override
    public List<TaskSummary> tasks() {
        return List.of();
    }

    @Override
    public synchronized PoolSummary summary() {
        long succeeded = results.stream().filter(JobResult::succeeded).count();
        return new PoolSummary(
                results.size(),
                succeeded,
                results.size() - succeeded,
                0,
                0,
                0,
                0,
                0,
                0,
                Duration.ofMillis(2500),
                Math.min(results.size(), settings.workers()));
    }

    @Override
    public void close() {
        closed = true;
    }
}
