package org.expool.core.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.expool.Command;
import org.expool.ExecPool;
import org.expool.Job;
import org.expool.JobHandle;
import org.expool.JobResult;
import org.expool.Outcome;
import org.expool.PoolBuilder;
import org.expool.PoolListener;
import org.expool.Signal;
import org.expool.Task;
import org.expool.TaskHandle;
import org.expool.core.discovery.ProviderCatalog;
import org.expool.spi.Availability;
import org.expool.spi.Cell;
import org.expool.spi.Containment;
import org.expool.spi.ContainmentSession;
import org.expool.spi.Guarantee;
import org.expool.spi.LaunchRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Launchers that throw: that costs what they were asked for, or the pool, but every waiting caller is answered. */
@Timeout(value = 300, unit = TimeUnit.SECONDS)
class FaultyProvidersTest {

    private static final String FAULT = "thrown by a test";

    private static PoolBuilder pool(StubLauncher launcher) {
        return new EnginePoolProvider(ProviderCatalog.of(List.of(launcher))).builder();
    }

    @Test
    void aStartThatThrowsCostsOneJob() throws InterruptedException {
        StubLauncher launcher = new StubLauncher() {
            @Override
            public void start(LaunchRequest request) {
                if (request.command().get(0).equals("fault")) {
                    throw new IllegalArgumentException(FAULT);
                }
                super.start(request);
            }
        };
        try (ExecPool pool = pool(launcher).workers(1).build()) {
            JobResult result = pool.run(Job.of("faulty", Command.of("fault")));
            assertThat(result.outcome()).isInstanceOfSatisfying(Outcome.NotStarted.class, why -> {
                assertThat(why.cause()).isEqualTo(Outcome.NotStarted.Cause.OTHER);
                assertThat(why.reason()).contains(FAULT);
            });
            assertThat(pool.run(Job.of("next", Command.of("exit"))).succeeded()).isTrue();
        }
    }

    @Test
    void aJobThatCannotBeSignalledIsLostAndThePoolContinues() throws InterruptedException {
        CountDownLatch started = new CountDownLatch(1);
        StubLauncher launcher = new StubLauncher() {
            @Override
            public void start(LaunchRequest request) {
                super.start(request);
                started.countDown();
            }

            @Override
            public void signal(long id, Signal signal) {
                throw new IllegalStateException(FAULT);
            }
        };
        try (ExecPool pool =
                pool(launcher).workers(1).grace(Duration.ofMillis(50)).build()) {
            TaskHandle task = pool.task(Task.of("both"));
            JobHandle running = task.submit(Job.of("running", Command.of("sleep")));
            JobHandle waiting = task.submit(Job.of("waiting", Command.of("sleep")));
            started.await();
            task.cancel("enough");
            assertThat(running.await().outcome()).isInstanceOf(Outcome.Lost.class);
            assertThat(waiting.await().outcome()).isInstanceOf(Outcome.Cancelled.class);
            task.close();
            task.await();
            pool.join();
            assertThat(pool.summary().jobs()).isEqualTo(2);
            assertThat(pool.run(Job.of("next", Command.of("exit"))).succeeded()).isTrue();
        }
    }

    @Test
    void aListenerThatThrowsLeavesNothingOpen() {
        AtomicInteger open = new AtomicInteger();
        PoolListener listener = new PoolListener() {
            @Override
            public int buffer() {
                throw new IllegalStateException(FAULT);
            }
        };
        ProviderCatalog providers = ProviderCatalog.of(List.of(new StubLauncher(), new CountedCells(open)));
        PoolBuilder pool =
                new EnginePoolProvider(providers).builder().name("unheard").listener(listener);
        assertThatThrownBy(pool::build).hasMessage(FAULT);
        assertThat(open).hasValue(0);
        assertThat(threadsOf("unheard")).isEmpty();
    }

    @Test
    void aPoolWhoseThreadsCannotBeStartedLeavesNothingOpen() throws InterruptedException {
        AtomicInteger open = new AtomicInteger();
        ProviderCatalog providers = ProviderCatalog.of(List.of(new StubLauncher(), new CountedCells(open)));
        PoolThreads threads = new PoolThreads("unstarted");
        PoolRuntime runtime = (PoolRuntime) Proxy.newProxyInstance(
                PoolRuntime.class.getClassLoader(), new Class<?>[] {PoolRuntime.class}, (self, method, arguments) -> {
                    if (method.getName().equals("start") && arguments[0].equals("engine")) {
                        throw new OutOfMemoryError(FAULT);
                    }
                    return method.invoke(threads, arguments);
                });
        PoolBuilder pool = new EnginePoolProvider(providers, name -> runtime).builder();
        assertThatThrownBy(pool::build).hasMessage(FAULT);
        assertThat(open).hasValue(0);
        for (Thread thread : threadsOf("unstarted")) {
            thread.join();
        }
    }

    private static List<Thread> threadsOf(String pool) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("expool-" + pool))
                .toList();
    }

    /** Counts those that are open; contains nothing. */
    private record CountedCells(AtomicInteger open) implements Containment {

        @Override
        public String name() {
            return "counted";
        }

        @Override
        public int priority() {
            return 1;
        }

        @Override
        public Availability availability() {
            return Availability.available();
        }

        @Override
        public Guarantee guarantee() {
            return Guarantee.BASIC;
        }

        @Override
        public ContainmentSession open(String pool) {
            open.incrementAndGet();
            return new ContainmentSession() {
                @Override
                public Cell cell(int slot) {
                    throw new IllegalStateException("no job is started");
                }

                @Override
                public void removeAtEnd(Path path) {}

                @Override
                public void close() {
                    open.decrementAndGet();
                }
            };
        }
    }

    @Test
    void aLauncherThatCannotBeClosedDoesNotBlockTheCallers() throws InterruptedException {
        StubLauncher launcher = new StubLauncher() {
            @Override
            public void close() {
                throw new IllegalStateException(FAULT);
            }
        };
        ExecPool pool = pool(launcher).name("unclosed").build();
        assertThatThrownBy(pool::close).hasMessage(FAULT);
        assertThat(CompletableFuture.runAsync(pool::close, work -> new Thread(work, "closer").start()))
                .succeedsWithin(30, TimeUnit.SECONDS);
        for (Thread thread : threadsOf("unclosed")) {
            thread.join(TimeUnit.SECONDS.toMillis(30));
            assertThat(thread.isAlive()).as(thread.getName()).isFalse();
        }
    }
}
