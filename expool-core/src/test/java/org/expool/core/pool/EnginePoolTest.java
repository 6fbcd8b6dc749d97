package org.expool.core.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.expool.Command;
import org.expool.ExecPool;
import org.expool.Job;
import org.expool.JobHandle;
import org.expool.JobResult;
import org.expool.JobStart;
import org.expool.Outcome;
import org.expool.Output;
import org.expool.PoolClosedException;
import org.expool.PoolCounts;
import org.expool.PoolListener;
import org.expool.ProviderMissingException;
import org.expool.Unfinished;
import org.expool.core.discovery.ProviderCatalog;
import org.expool.core.launch.ProcessBuilderLauncher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The pool with real processes of the launcher for every platform. */
@Timeout(value = 300, unit = TimeUnit.SECONDS)
class EnginePoolTest {

    private static final EnginePoolProvider POOLS =
            new EnginePoolProvider(ProviderCatalog.of(List.of(new ProcessBuilderLauncher())));

    private static Command sh(String script) {
        return Command.of("sh", "-c", script);
    }

    @Test
    void callbacksComeInOrderAndBeforeTheHandleCompletes() throws InterruptedException {
        Queue<String> calls = new ConcurrentLinkedQueue<>();
        Job job = Job.builder("j", sh("exit 0"))
                .onStart(start -> calls.add("start " + start.attempt()))
                .onDone(result -> calls.add("done"))
                .onFinish(result -> calls.add("finish"))
                .build();
        PoolListener listener = new PoolListener() {
            @Override
            public void started(JobStart start) {
                calls.add("listener started");
            }

            @Override
            public void finished(JobResult result) {
                calls.add("listener finished");
            }
        };
        try (ExecPool pool = POOLS.builder().workers(1).listener(listener).build()) {
            assertThat(pool.run(job).succeeded()).isTrue();
            assertThat(calls)
                    .containsSubsequence("start 1", "done", "finish", "listener finished")
                    .containsSubsequence("start 1", "listener started", "listener finished")
                    .hasSize(5);
        }
    }

    @Test
    void anOnStartThatThrowsDiscardsTheJob() throws InterruptedException {
        Queue<String> calls = new ConcurrentLinkedQueue<>();
        Job job = Job.builder("j", sh("exit 0"))
                .onStart(start -> {
                    throw new IllegalStateException("no licence");
                })
                .onDone(result -> calls.add("done"))
                .onFinish(result -> calls.add("finish"))
                .build();
        try (ExecPool pool = POOLS.builder().workers(1).build()) {
            JobResult result = pool.run(job);
            assertThat(result.outcome()).isInstanceOf(Outcome.NotStarted.class);
            assertThat(result.outcome().reason()).contains("no licence");
            assertThat(result.starts()).isZero();
            assertThat(calls).containsExactly("finish");
        }
    }

    @Test
    void aBlockedCallbackDelaysNoOtherJob() throws InterruptedException {
        CountDownLatch release = new CountDownLatch(1);
        try (ExecPool pool = POOLS.builder().workers(1).build()) {
            JobHandle blocked = pool.submit(Job.builder("blocked", sh("exit 0"))
                    .onFinish(result -> awaitQuietly(release))
                    .build());
            CountDownLatch finished = new CountDownLatch(1);
            JobResult other = pool.run(Job.builder("other", sh("exit 0"))
                    .onFinish(result -> finished.countDown())
                    .build());
            assertThat(other.succeeded()).isTrue();
            assertThat(finished.getCount()).isZero();
            assertThat(blocked.result()).isEmpty();
            release.countDown();
            assertThat(blocked.await().succeeded()).isTrue();
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void largeCapturedOutputsAreKeptUntilThePoolIsClosed() throws InterruptedException, IOException {
        Job job = Job.builder("j", sh("head -c 300000 /dev/zero; echo small >&2"))
                .stdout(Output.capture())
                .stderr(Output.capture())
                .build();
        JobResult result;
        try (ExecPool pool = POOLS.builder().workers(1).build()) {
            result = pool.run(job);
            assertThat(result.stdout().size()).isEqualTo(300_000);
            assertThat(result.stdout().bytes()).hasSize(300_000);
        }
        assertThat(result.stderr().text()).isEqualTo("small\n");
        assertThatThrownBy(() -> result.stdout().bytes()).isInstanceOf(IOException.class);
    }

    @Test
    void jobsAreCountedByStateAndOutcome() throws InterruptedException {
        CountDownLatch settling = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        ExecPool pool = POOLS.builder().workers(1).build();
        try (pool) {
            pool.run(Job.of("fails", sh("exit 3")));
            pool.submit(Job.builder("settles", sh("exit 0"))
                    .onFinish(result -> {
                        settling.countDown();
                        awaitQuietly(release);
                    })
                    .build());
            settling.await();
            pool.pause();
            pool.submitAll(List.of(
                    Job.of("waits", sh("exit 0")),
                    Job.of("waits too", sh("exit 0")),
                    Job.builder("blocked", sh("exit 0")).after("waits").build()));
            PoolCounts counts = pool.counts();
            assertThat(counts.count(Unfinished.State.SETTLING)).isEqualTo(1);
            assertThat(counts.count(Unfinished.State.QUEUED)).isEqualTo(2);
            assertThat(counts.count(Unfinished.State.BLOCKED)).isEqualTo(1);
            assertThat(counts.unfinished()).isEqualTo(4);
            assertThat(counts.count(Outcome.Kind.FAILED)).isEqualTo(1);
            assertThat(counts.count(Outcome.Kind.SUCCEEDED)).isEqualTo(1);
            assertThat(counts.withOutcome()).isEqualTo(2);
            release.countDown();
            pool.resume();
            pool.join();
            assertThat(pool.counts())
                    .isEqualTo(new PoolCounts(Map.of(), pool.summary().counts()));
            pool.clear();
            assertThat(pool.counts()).isEqualTo(new PoolCounts(Map.of(), Map.of()));
            pool.run(Job.of("last", sh("exit 0")));
        }
        assertThat(pool.counts()).isEqualTo(new PoolCounts(Map.of(), Map.of(Outcome.Kind.SUCCEEDED, 1L)));
    }

    @Test
    void isReusedAfterJoinAndClearedAsNew() throws InterruptedException {
        try (ExecPool pool = POOLS.builder().workers(2).build()) {
            pool.submit(Job.of("a", sh("exit 3")));
            assertThat(pool.join(Duration.ofSeconds(30))).isTrue();
            pool.submit(Job.of("b", sh("exit 0")));
            assertThat(pool.join()).isTrue();
            assertThat(pool.failures()).extracting(JobResult::exitCode).containsExactly(3);
            assertThat(pool.summary().jobs()).isEqualTo(2);
            pool.submit(Job.of("c", sh("exec sleep 100")));
            pool.clear();
            assertThat(pool.failures()).isEmpty();
            assertThat(pool.summary().jobs()).isZero();
            assertThat(pool.run(Job.of("d", sh("exit 0"))).succeeded()).isTrue();
        }
    }

    @Test
    void joinEndsTheRoundAtItsLimit() throws InterruptedException {
        try (ExecPool pool = POOLS.builder().workers(1).build()) {
            JobHandle running = pool.submit(Job.of("running", sh("exec sleep 100")));
            JobHandle waiting = pool.submit(Job.of("waiting", sh("exit 0")));
            assertThat(pool.join(Duration.ofMillis(300))).isFalse();
            assertThat(running.await().outcome()).isInstanceOf(Outcome.TimedOut.class);
            assertThat(waiting.await().outcome()).isInstanceOf(Outcome.NotStarted.class);
        }
    }

    @Test
    void closeEndsEverythingAndLaterSubmissionsAreRefused() throws InterruptedException {
        ExecPool pool = POOLS.builder().workers(1).build();
        JobHandle running = pool.submit(Job.of("running", sh("exec sleep 100")));
        JobHandle waiting = pool.submit(Job.of("waiting", sh("exit 0")));
        pool.close();
        pool.close();
        assertThat(running.await().outcome()).isInstanceOf(Outcome.Cancelled.class);
        assertThat(waiting.await().outcome()).isInstanceOf(Outcome.Cancelled.class);
        assertThatThrownBy(() -> pool.submit(Job.of("late", sh("exit 0")))).isInstanceOf(PoolClosedException.class);
    }

    @Test
    void closingFromACallbackIsRefusedInsteadOfWaitingForever() throws InterruptedException {
        Queue<Throwable> thrown = new ConcurrentLinkedQueue<>();
        try (ExecPool pool = POOLS.builder().workers(1).build()) {
            pool.run(Job.builder("j", Command.none())
                    .onFinish(result -> {
                        try {
                            pool.close();
                        } catch (IllegalStateException e) {
                            thrown.add(e);
                        }
                    })
                    .build());
        }
        assertThat(thrown).hasSize(1);
    }

    @Test
    void aListenerThatThrowsChangesNothing() throws InterruptedException {
        PoolListener broken = new PoolListener() {
            @Override
            public void finished(JobResult result) {
                throw new IllegalStateException("broken listener, on purpose");
            }
        };
        try (ExecPool pool = POOLS.builder().workers(1).listener(broken).build()) {
            assertThat(pool.run(Job.of("j", sh("exit 0"))).succeeded()).isTrue();
        }
    }

    @Test
    void withoutALauncherThereIsNoPool() {
        EnginePoolProvider empty = new EnginePoolProvider(ProviderCatalog.of(List.of()));
        assertThatThrownBy(() -> empty.builder().build())
                .isInstanceOf(ProviderMissingException.class)
                .hasMessageContaining("expool-core");
        assertThatThrownBy(() ->
                        POOLS.builder().provider("ProcessLauncher", "warp").build())
                .isInstanceOf(ProviderMissingException.class)
                .hasMessageContaining("warp");
    }

    @Test
    void poolsThatAreClosedAtAnyMomentEnd() throws InterruptedException {
        for (int i = 0; i < 500; i++) {
            try (ExecPool pool = POOLS.builder().workers(1).build()) {
                JobHandle handle = pool.submit(Job.of("stub", Command.none()));
                for (long until = System.nanoTime() + i * 500L; System.nanoTime() < until; ) {
                    Thread.onSpinWait();
                }
                assertThat(handle.await(Duration.ofSeconds(Long.MAX_VALUE))).isPresent();
            }
        }
    }

    @Test
    void aJobSubmittedWhileThePoolIsClosedIsRefusedOrEnds() throws InterruptedException {
        for (int i = 0; i < 20; i++) {
            Queue<JobHandle> handles = new ConcurrentLinkedQueue<>();
            ExecPool pool =
                    POOLS.builder().workers(2).grace(Duration.ofMillis(100)).build();
            Thread submitter = new Thread(() -> {
                try {
                    while (true) {
                        handles.add(pool.submit(Job.of("sleep", Command.of("sleep", "100"))));
                    }
                } catch (PoolClosedException e) {
                    handles.forEach(JobHandle::cancel); // without effect by now
                }
            });
            submitter.start();
            pool.close();
            submitter.join();
            for (JobHandle handle : handles) {
                assertThat(handle.await().outcome()).isInstanceOf(Outcome.Cancelled.class);
            }
        }
    }

    @Test
    void anExceptionThatCannotEvenBeShownLosesNothing() throws InterruptedException {
        RuntimeException unspeakable = new IllegalStateException() {
            private static final long serialVersionUID = 1L;

            @Override
            public String getMessage() {
                throw new IllegalStateException("on purpose");
            }
        };
        PoolListener listener = new PoolListener() {
            @Override
            public void finished(JobResult result) {
                throw unspeakable;
            }
        };
        try (ExecPool pool = POOLS.builder().workers(1).listener(listener).build()) {
            JobResult result = pool.run(Job.builder("j", sh("exit 0"))
                    .onStart(start -> {
                        throw unspeakable;
                    })
                    .onFinish(end -> {
                        throw unspeakable;
                    })
                    .build());
            assertThat(result.outcome()).isInstanceOf(Outcome.NotStarted.class);
        }
    }

    @Test
    void aListenerThatWaitsForItselfIsTold() throws InterruptedException {
        Queue<Throwable> thrown = new ConcurrentLinkedQueue<>();
        Queue<ExecPool> self = new ConcurrentLinkedQueue<>();
        PoolListener listener = new PoolListener() {
            @Override
            public void finished(JobResult result) {
                if (result.id() == 1) {
                    try {
                        self.element().run(Job.of("inner", Command.none()));
                    } catch (IllegalStateException | InterruptedException e) {
                        thrown.add(e);
                    }
                }
            }
        };
        try (ExecPool pool = POOLS.builder().workers(1).listener(listener).build()) {
            self.add(pool);
            pool.run(Job.of("outer", Command.none()));
            pool.join();
        }
        assertThat(thrown).hasSize(1).first().isInstanceOf(IllegalStateException.class);
    }
}
