package org.expool.simulator.manual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.expool.Affinity;
import org.expool.Command;
import org.expool.CpuDemand;
import org.expool.ExecPool;
import org.expool.InvalidSettingsException;
import org.expool.Job;
import org.expool.JobBuilder;
import org.expool.JobHandle;
import org.expool.JobResult;
import org.expool.MemorySize;
import org.expool.Outcome;
import org.expool.PoolBuilder;
import org.expool.PoolListener;
import org.expool.ProviderMissingException;
import org.expool.Retry;
import org.expool.Shrink;
import org.expool.Signal;
import org.expool.Task;
import org.expool.TaskHandle;
import org.expool.event.PoolEvent;
import org.junit.jupiter.api.Test;

class ManualPoolTest {

    private static final Instant START = Instant.parse("2000-01-01T00:00:00Z");
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);

    private static PoolBuilder workers(int count) {
        return ExecPool.builder().workers(count);
    }

    private static JobBuilder job(String name) {
        return Job.builder(name, Command.of(name));
    }

    private static List<String> running(ManualPool pool) {
        return pool.running().stream().map(process -> process.job().name()).toList();
    }

    private static void check(ManualPool pool, JobHandle handle, Outcome.Kind kind, Duration endsAfter) {
        JobResult result = handle.result().orElseThrow();
        assertThat(result.outcome().kind()).isEqualTo(kind);
        assertThat(result.finishedAt()).isEqualTo(START.plus(endsAfter));
        pool.close();
    }

    @Test
    void startsWhenTimeMovesAndEndsWhenTheTestSaysSo() {
        ManualPool pool = ManualPool.of(workers(1).settings());
        JobHandle first = pool.submit(job("a").build());
        JobHandle second = pool.submit(job("b").build());
        assertThat(running(pool)).containsExactly("a");
        pool.advance(MINUTE);
        pool.process("a").exit(3);
        assertThat(first.result().orElseThrow().outcome()).isEqualTo(new Outcome.Failed(3));
        assertThat(running(pool)).containsExactly("b");
        assertThat(pool.process("b").startedAt()).isEqualTo(START.plus(MINUTE));
        pool.process("b").exit(0);
        check(pool, second, Outcome.Kind.SUCCEEDED, MINUTE);
    }

    @Test
    void aWaitMovesTimeToItsEnd() throws InterruptedException {
        ManualPool pool = ManualPool.builder(workers(1).settings())
                .processes(process -> process.exitAfter(MINUTE, 0))
                .build();
        Clock clock = pool.clock();
        List<JobHandle> handles =
                pool.submitAll(List.of(job("a").build(), job("b").after("a").build()));
        JobResult last = handles.get(1).await();
        assertThat(last.finishedAt()).isEqualTo(START.plus(MINUTE.multipliedBy(2)));
        assertThat(clock.instant()).isEqualTo(last.finishedAt());
        assertThat(last.last().wall()).isEqualTo(MINUTE);
        assertThat(pool.run(job("c").build()).succeeded()).isTrue();
        assertThat(pool.join()).isTrue();
        assertThat(pool.counts().count(Outcome.Kind.SUCCEEDED)).isEqualTo(3);
        assertThat(pool.summary().wall()).isEqualTo(MINUTE.multipliedBy(3));
        pool.close();
    }

    @Test
    void aWaitWithALimitTakesAtMostThatLong() throws InterruptedException {
        ManualPool pool = ManualPool.of(workers(1).settings());
        JobHandle handle = pool.submit(job("a").build());
        assertThat(handle.await(HOUR)).isEmpty();
        assertThat(pool.clock().instant()).isEqualTo(START.plus(HOUR));
        assertThat(pool.task(Task.of("t")).await(HOUR)).isEmpty();
        pool.close();
        assertThat(handle.result().orElseThrow().outcome().kind()).isEqualTo(Outcome.Kind.CANCELLED);
    }

    @Test
    void aWaitThatNeverEndsNamesTheUnfinishedJobs() {
        ManualPool pool = ManualPool.of(workers(1).settings());
        pool.submitAll(
                List.of(job("a").build(), job("b").build(), job("c").after("a").build()));
        TaskHandle task = pool.task(Task.of("t"));
        assertThatThrownBy(pool::join)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("job 'a' (1) runs until the test ends its process, attempt 1")
                .hasMessageContaining("job 'b' (2) waits for a worker or its resources")
                .hasMessageContaining("job 'c' (3) waits for its prerequisites [a]")
                .hasMessageContaining("task 't' waits to be closed");
        pool.pause();
        assertThatThrownBy(task::await).hasMessageContaining("job 'b' (2) waits for the pool to be resumed");
        pool.resume();
        pool.freeze();
        assertThatThrownBy(pool::join).hasMessageContaining("job 'a' (1) is frozen");
        pool.close();
    }

    @Test
    void aWaitThatNeverEndsIsNoticedThoughMemoryIsSampled() {
        ManualPool pool = ManualPool.builder(workers(1).settings())
                .hostMemory(MemorySize.ofGiB(1))
                .build();
        JobHandle handle = pool.submit(job("a").build());
        assertThatThrownBy(handle::await).hasMessageContaining("job 'a' (1) runs until the test ends its process");
        pool.runUntilIdle();
        pool.process("a").exit(0);
        assertThat(handle.result()).isPresent();
        pool.close();
    }

    @Test
    void endsJobsByTheirWallClock() throws InterruptedException {
        ManualPool pool = ManualPool.of(workers(1).settings());
        JobHandle handle = pool.submit(job("a").timeout(HOUR.multipliedBy(10)).build());
        JobResult result = handle.await();
        assertThat(result.outcome())
                .isEqualTo(Outcome.TimedOut.ofJob(
                        Outcome.TimedOut.Clock.WALL, HOUR.multipliedBy(10), HOUR.multipliedBy(10)));
        check(pool, handle, Outcome.Kind.TIMED_OUT, HOUR.multipliedBy(10));
    }

    @Test
    void endsJobsByTheTimeInTheQueue() throws InterruptedException {
        ManualPool pool = ManualPool.of(workers(1).queueTimeout(HOUR).settings());
        pool.submit(job("a").build());
        JobHandle handle = pool.submit(job("b").build());
        handle.await();
        check(pool, handle, Outcome.Kind.TIMED_OUT, HOUR);
    }

    @Test
    void endsRoundsAndTasksByTheirLimits() throws InterruptedException {
        ManualPool pool = ManualPool.of(workers(2).timeout(HOUR).settings());
        JobHandle ofTask = pool.submit(
                job("a").task(Task.builder("t").timeout(MINUTE).build()).build());
        JobHandle ofPool = pool.submit(job("b").build());
        assertThat(pool.join()).isFalse();
        assertThat(ofTask.result().orElseThrow().finishedAt()).isEqualTo(START.plus(MINUTE));
        check(pool, ofPool, Outcome.Kind.TIMED_OUT, HOUR);
    }

    @Test
    void aGraceTimePassesBeforeAProcessIsKilled() throws InterruptedException {
        ManualPool pool = ManualPool.builder(workers(1).grace(MINUTE).settings())
                .processes(process -> process.on(Signal.TERM, deaf -> {}))
                .build();
        JobHandle handle = pool.submit(job("a").timeout(HOUR).build());
        handle.await();
        check(pool, handle, Outcome.Kind.TIMED_OUT, HOUR.plus(MINUTE));
    }

    @Test
    void retriesAfterTheBackoff() throws InterruptedException {
        ManualPool pool = ManualPool.builder(workers(1).settings())
                .processes(process -> process.exit(process.attempt() < 3 ? 1 : 0))
                .build();
        JobHandle handle = pool.submit(job("a").retry(Retry.times(3)
                        .backoff(HOUR)
                        .growing(2, HOUR.multipliedBy(9))
                        .jitter(0))
                .build());
        assertThat(handle.await().starts()).isEqualTo(3);
        check(pool, handle, Outcome.Kind.SUCCEEDED, HOUR.multipliedBy(3));
    }

    @Test
    void pausesFreezesAndResizes() {
        ManualPool pool = ManualPool.builder(workers(2).settings())
                .processes(process -> process.exitAfter(HOUR, 0))
                .build();
        pool.pause();
        JobHandle first = pool.submit(job("a").build());
        JobHandle second = pool.submit(job("b").build());
        pool.advance(MINUTE);
        assertThat(pool.running()).isEmpty();
        pool.resume();
        assertThat(running(pool)).containsExactly("a", "b");
        pool.resize(1, Shrink.POSTPONE);
        assertThat(running(pool)).hasSize(1);
        pool.freeze();
        pool.advance(HOUR);
        assertThat(pool.running()).allMatch(ManualProcess::isFrozen);
        assertThat(first.result()).isEmpty();
        pool.thaw();
        pool.advance(HOUR);
        assertThat(first.result().isPresent() || second.result().isPresent()).isTrue();
        pool.advance(HOUR);
        assertThat(first.result()).isPresent();
        check(
                pool,
                second,
                Outcome.Kind.SUCCEEDED,
                second.result()
                        .orElseThrow()
                        .last()
                        .wall()
                        .plus(Duration.between(
                                START, second.result().orElseThrow().startedAt())));
    }

    @Test
    void callsCallbacksAndListenersInOrder() throws InterruptedException {
        List<String> calls = new ArrayList<>();
        PoolListener listener = new PoolListener() {
            @Override
            public void on(PoolEvent event) {
                if (event instanceof PoolEvent.JobEvent fact) {
                    calls.add(fact.getClass().getSimpleName() + " at " + Duration.between(START, event.at()));
                }
            }
        };
        ManualPool pool = ManualPool.builder(workers(1).listener(listener).settings())
                .processes(process -> process.exitAfter(MINUTE, 0))
                .build();
        JobHandle handle = pool.submit(job("a").onStart(start -> calls.add("onStart"))
                .onDone(result -> calls.add("onDone"))
                .onFinish(result -> calls.add("onFinish"))
                .build());
        handle.completion().thenAccept(result -> calls.add("completion"));
        assertThat(calls).isEmpty();
        pool.join();
        assertThat(calls)
                .containsExactly(
                        "JobSubmitted at PT0S",
                        "onStart",
                        "AttemptStarted at PT0S",
                        "onDone",
                        "onFinish",
                        "AttemptEnded at PT1M",
                        "JobFinished at PT1M",
                        "completion");
        pool.close();
    }

    @Test
    void callbacksMaySubmitAndWait() throws InterruptedException {
        ManualPool pool = ManualPool.builder(workers(1).settings())
                .processes(process -> process.exitAfter(MINUTE, 0))
                .build();
        AtomicReference<JobResult> next = new AtomicReference<>();
        pool.run(job("a").onDone(result -> {
                    try {
                        next.set(pool.run(job("b").task(Task.of("t")).after("a").build()));
                    } catch (InterruptedException e) {
                        throw new AssertionError(e);
                    }
                })
                .onFinish(result -> assertThatThrownBy(pool::join).hasMessageContaining("called from a callback"))
                .build());
        assertThat(next.get().succeeded()).isTrue();
        assertThat(pool.clock().instant()).isEqualTo(START.plus(MINUTE.multipliedBy(2)));
        pool.close();
    }

    @Test
    void aListenerThatWaitsIsRefused() throws InterruptedException {
        AtomicReference<Throwable> refused = new AtomicReference<>();
        AtomicReference<JobHandle> handle = new AtomicReference<>();
        PoolListener listener = new PoolListener() {
            @Override
            public void finished(JobResult result) {
                try {
                    handle.get().await();
                } catch (IllegalStateException | InterruptedException e) {
                    refused.set(e);
                }
            }
        };
        ManualPool pool = ManualPool.builder(workers(1).listener(listener).settings())
                .processes(process -> process.exit(0))
                .build();
        handle.set(pool.submit(job("a").build()));
        pool.join();
        assertThat(refused.get()).isInstanceOf(IllegalStateException.class).hasMessageContaining("a listener waits");
        pool.close();
    }

    @Test
    void samplesAndBalancesTheMemoryOfItsHost() throws InterruptedException {
        ManualPool pool = ManualPool.builder(
                        workers(2).memoryLimit(MemorySize.ofGiB(2)).settings())
                .hostMemory(MemorySize.ofGiB(4))
                .processes(process ->
                        process.memory(MemorySize.ofGiB(1)).after(MINUTE, grown -> grown.memory(MemorySize.ofGiB(3))))
                .build();
        JobHandle own = pool.submit(job("a").memory(MemorySize.ofMiB(1500))
                .memoryLimit(MemorySize.ofMiB(1500))
                .build());
        JobHandle other = pool.submit(job("b").memory(MemorySize.ofMiB(1500)).build());
        assertThat(running(pool)).containsExactly("a");
        assertThat(own.await().outcome()).isInstanceOf(Outcome.MemoryExceeded.class);
        assertThat(other.await().outcome()).isInstanceOf(Outcome.MemoryExceeded.class);
        assertThat(other.await().last().usage().peakMemory().bytes())
                .isEqualTo(MemorySize.ofGiB(3).bytes());
        pool.close();
    }

    @Test
    void refusesWhatNeedsARealHost() {
        assertThatThrownBy(() -> ManualPool.of(
                        workers(1).closeOnShutdown(true).adoptOrphans(true).settings()))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining("closeOnShutdown")
                .hasMessageContaining("adoptOrphans");
        assertThatThrownBy(() ->
                        ManualPool.of(workers(1).affinity(Affinity.cores(1)).settings()))
                .isInstanceOf(ProviderMissingException.class);
        assertThatThrownBy(() -> ManualPool.of(
                        workers(1).memoryLimit(MemorySize.ofGiB(1)).settings()))
                .isInstanceOf(ProviderMissingException.class)
                .hasMessageContaining("set ManualPool.Builder.hostMemory");
        assertThatThrownBy(() -> ManualPool.of(
                        workers(1).provider("ProcessLauncher", "posix-spawn").settings()))
                .isInstanceOf(ProviderMissingException.class);
        ManualPool pool = ManualPool.of(workers(1).settings());
        assertThatThrownBy(() -> pool.submit(job("a").cpus(CpuDemand.cores(1)).build()))
                .isInstanceOf(ProviderMissingException.class);
        assertThatThrownBy(() ->
                        pool.submit(job("a").memoryLimit(MemorySize.ofMiB(1)).build()))
                .isInstanceOf(InvalidSettingsException.class);
        pool.close();
    }

    @Test
    void belongsToOneThread() throws InterruptedException {
        ManualPool pool = ManualPool.of(workers(1).settings());
        AtomicReference<Throwable> refused = new AtomicReference<>();
        Thread other = new Thread(() -> {
            try {
                pool.advance(MINUTE);
            } catch (IllegalStateException e) {
                refused.set(e);
            }
        });
        other.start();
        other.join();
        assertThat(refused.get()).hasMessageContaining("belongs to the thread that built it");
        pool.close();
    }

    @Test
    void makesNoThread() throws InterruptedException {
        int before = Thread.activeCount();
        try (ManualPool pool = ManualPool.builder(workers(4).settings())
                .processes(process -> process.exitAfter(MINUTE, 0))
                .build()) {
            pool.submitAll(IntStream.range(0, 1000)
                    .mapToObj(i -> job("j" + i).onDone(result -> {}).build())
                    .toList());
            assertThat(pool.join()).isTrue();
            assertThat(pool.clock().instant()).isEqualTo(START.plus(MINUTE.multipliedBy(250)));
            assertThat(Thread.getAllStackTraces().keySet())
                    .noneMatch(thread -> thread.getName().startsWith("expool-"));
        }
        assertThat(Thread.activeCount()).isEqualTo(before);
    }
}
