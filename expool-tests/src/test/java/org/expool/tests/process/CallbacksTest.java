package org.expool.tests.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.expool.Command;
import org.expool.ExecPool;
import org.expool.Job;
import org.expool.JobHandle;
import org.expool.JobResult;
import org.expool.JobStart;
import org.expool.Outcome;
import org.expool.PoolListener;
import org.expool.testkit.NoLeaks;
import org.junit.jupiter.api.extension.ExtendWith;

/** Which callbacks are called, when, and what they can delay. */
@ExtendWith(NoLeaks.class)
class CallbacksTest {

    private final List<String> calls = new CopyOnWriteArrayList<>();

    @EachLauncher
    void areCalledInTheirOrder(String launcher) throws InterruptedException {
        try (ExecPool pool = Launchers.pool(launcher, 1).listener(noting()).build()) {
            pool.submit(noted("good", Command.of("true")));
            pool.join();
            assertThat(calls)
                    .startsWith("good start 1")
                    .endsWith("good heard of")
                    .hasSize(5);
            assertThat(calls).containsSubsequence("good start 1", "good done", "good finish", "good heard of");
            assertThat(calls).containsSubsequence("good start 1", "good runs", "good heard of");
        }
    }

    @EachLauncher
    void aFailureIsFinishedButNotDone(String launcher) throws InterruptedException {
        try (ExecPool pool = Launchers.pool(launcher, 1).build()) {
            pool.run(noted("bad", Command.of("false")));
            pool.run(noted("absent", Command.of("no-such-program-anywhere")));
            assertThat(calls).containsExactly("bad start 1", "bad finish", "absent start 1", "absent finish");
        }
    }

    @EachLauncher
    void aStubRunsOnlyItsCallbacks(String launcher) throws InterruptedException {
        try (ExecPool pool = Launchers.pool(launcher, 1).build()) {
            JobResult result = pool.run(noted("stub", Command.none()));
            assertThat(result.succeeded()).isTrue();
            assertThat(result.pid()).isZero();
            assertThat(calls).containsExactly("stub start 1", "stub done", "stub finish");
        }
    }

    @EachLauncher
    void anOnStartThatThrowsPreventsTheStart(String launcher) throws InterruptedException {
        try (ExecPool pool = Launchers.pool(launcher, 1).build()) {
            JobResult result = pool.run(Job.builder("refused", Command.of("true"))
                    .onStart(start -> {
                        throw new IllegalStateException("not today");
                    })
                    .onFinish(finished -> calls.add("finish"))
                    .build());
            assertThat(result.outcome())
                    .isInstanceOfSatisfying(
                            Outcome.NotStarted.class,
                            outcome -> assertThat(outcome.reason()).contains("not today"));
            assertThat(result.starts()).isZero();
            assertThat(calls).containsExactly("finish");
        }
    }

    @EachLauncher
    void whatCallbacksAndListenersThrowChangesNothing(String launcher) throws InterruptedException {
        Consumer<JobResult> throwing = result -> {
            throw new IllegalStateException("thrown by a test, to be logged");
        };
        PoolListener listener = new PoolListener() {
            @Override
            public void finished(JobResult result) {
                throwing.accept(result);
            }
        };
        try (ExecPool pool = Launchers.pool(launcher, 1)
                .listener(listener)
                .listener(noting())
                .build()) {
            JobResult result = pool.run(Job.builder("thrower", Command.of("true"))
                    .onDone(throwing)
                    .onFinish(finished -> calls.add("finish"))
                    .build());
            assertThat(result.succeeded()).isTrue();
            assertThat(pool.run(Jobs.quick("next")).succeeded()).isTrue();
            pool.join();
            assertThat(calls).contains("finish", "thrower heard of", "next heard of");
        }
    }

    @EachLauncher
    void oneThatBlocksDelaysNoOtherJob(String launcher) throws InterruptedException {
        CountDownLatch release = new CountDownLatch(1);
        try (ExecPool pool = Launchers.pool(launcher, 2).build()) {
            JobHandle atStart = pool.submit(Job.builder("blocked at start", Command.of("true"))
                    .onStart(start -> await(release))
                    .build());
            JobHandle atEnd = pool.submit(Job.builder("blocked at end", Command.of("true"))
                    .onFinish(result -> await(release))
                    .build());
            for (int i = 0; i < 20; i++) {
                assertThat(pool.submit(Jobs.quick("other")).await(Jobs.TIMEOUT))
                        .hasValueSatisfying(
                                result -> assertThat(result.succeeded()).isTrue());
            }
            assertThat(atStart.result()).isEmpty();
            assertThat(atEnd.result()).isEmpty();
            release.countDown();
            assertThat(atStart.await().succeeded()).isTrue();
            assertThat(atEnd.await().succeeded()).isTrue();
        } finally {
            release.countDown();
        }
    }

    private Job noted(String name, Command command) {
        return Job.builder(name, command)
                .onStart(start -> calls.add(name + " start " + start.attempt()))
                .onDone(result -> calls.add(name + " done"))
                .onFinish(result -> calls.add(name + " finish"))
                .build();
    }

    private PoolListener noting() {
        return new PoolListener() {
            @Override
            public void started(JobStart start) {
                calls.add(start.job().name() + " runs");
            }

            @Override
            public void finished(JobResult result) {
                calls.add(result.job().name() + " heard of");
            }
        };
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
