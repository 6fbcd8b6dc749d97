package org.expool.tests.pyexpool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.expool.Command;
import org.expool.ExecPool;
import org.expool.InvalidSettingsException;
import org.expool.Job;
import org.expool.JobHandle;
import org.expool.JobResult;
import org.expool.Outcome;
import org.expool.Outcome.TimedOut.Scope;
import org.expool.PoolListener;
import org.expool.Task;
import org.expool.TaskHandle;
import org.expool.testkit.NoLeaks;
import org.expool.tests.process.Jobs;
import org.expool.tests.process.Launchers;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Lessons 14 to 23: limits are enforced, and every end is reported to all waiters and listeners, once. */
@ExtendWith(NoLeaks.class)
@Timeout(300)
class LessonsEndingsTest {

    private static final Duration SHORT = Duration.ofMillis(500);

    private final Calls calls = new Calls();
    private volatile List<ExecPool> pools = List.of();

    /** Files that native code opens once for the whole JVM are not a test's leak. */
    @BeforeAll
    static void loadNativeCode() {
        assertThat(Launchers.names()).isNotEmpty();
    }

    private static ExecPool pool(int workers) {
        return ExecPool.builder().workers(workers).build();
    }

    private static Scope timeLimitOf(JobResult result) {
        return ((Outcome.TimedOut) result.outcome()).scope();
    }

    @Test
    void lesson14_limitsApplyToAJobThatIsWaitedFor() throws InterruptedException {
        try (ExecPool pool = pool(1)) {
            JobResult result = pool.run(Job.builder("late", Command.of("sleep", "600"))
                    .timeout(SHORT)
                    .build());
            assertThat(timeLimitOf(result)).isEqualTo(Scope.JOB);
        }
    }

    @Test
    void lesson15_aTasksTimeoutEndsItsJobs() throws InterruptedException {
        Task task = Task.builder("task").timeout(SHORT).build();
        try (ExecPool pool = pool(1)) {
            JobHandle running = pool.submit(Jobs.endless("running").in(task));
            JobHandle waiting = pool.submit(Jobs.endless("waiting").in(task));
            assertThat(pool.join()).isTrue();
            assertThat(timeLimitOf(running.await())).isEqualTo(Scope.TASK);
            assertThat(timeLimitOf(waiting.await())).isEqualTo(Scope.TASK);
            assertThat(waiting.await().starts()).isZero();
        }
    }

    @Test
    void lesson16_theTimeOfARoundCountsFromItsOwnFirstJob() throws InterruptedException {
        try (ExecPool pool = pool(1)) {
            pool.submit(Jobs.endless("endless"));
            assertThat(pool.join(Duration.ofSeconds(3))).isFalse();
            pool.submit(Job.of("brief", Command.of("sleep", "0.3")));
            assertThat(pool.join(Duration.ofSeconds(3))).isTrue();
        }
    }

    @Test
    void lesson17_anOnStartThatThrowsEndsItsJobAndTask() throws InterruptedException {
        Task task = calls.counted("task", Task.builder("task")).build();
        Job job = calls.counted("job", Job.builder("job", Command.of("true")))
                .onStart(start -> {
                    throw new LinkageError("thrown by a test, to be logged");
                })
                .task(task)
                .build();
        try (ExecPool pool = pool(1)) {
            pool.submit(job);
            assertThat(pool.join()).isTrue();
            assertThat(pool.failures())
                    .singleElement()
                    .satisfies(result -> assertThat(result.outcome().reason()).contains("thrown by a test"));
            assertThat(calls.finishes("job")).isEqualTo(1);
            assertThat(calls.finishes("task")).isEqualTo(1);
            assertThat(calls.dones("task")).isZero();
        }
    }

    @Test
    void lesson18_aTaskEndsOnceAndAlsoIfItsLastSubTaskHasNoJob() throws InterruptedException {
        Task task = calls.counted("task", Task.builder("task")).build();
        try (ExecPool pool = pool(1);
                TaskHandle open = pool.task(task)) {
            for (String name : List.of("first", "second", "third")) {
                open.submit(Jobs.quick(name)).await();
            }
            assertThat(calls.finishes("task")).isZero();
            open.task(Task.of("empty"));
            assertThat(pool.join()).isTrue();
            assertThat(open.await().added()).isEqualTo(4);
            assertThat(calls.dones("task")).isEqualTo(1);
            assertThat(calls.finishes("task")).isEqualTo(1);
        }
    }

    @Test
    void lesson19_describingAJobStartsNoTask() throws InterruptedException {
        Task task = calls.counted("task", Task.builder("task")).build();
        try (ExecPool pool = pool(1)) {
            Job job = Jobs.quick("job").in(task);
            assertThat(pool.tasks()).isEmpty();
            assertThat(calls.starts("task")).isZero();
            pool.run(job);
            assertThat(calls.starts("task")).isEqualTo(1);
        }
    }

    @Test
    void lesson20_jobsEndedBeforeTheirStartFinishAndSoDoTheirTasks() throws InterruptedException {
        Task task = calls.counted("task", Task.builder("task")).build();
        try (ExecPool pool = pool(1)) {
            pool.submit(Job.builder("violator", Command.of("sleep", "600"))
                    .timeout(SHORT)
                    .category("kin")
                    .size(1)
                    .build());
            JobHandle chained = pool.submit(calls.counted("chained", Job.builder("chained", Command.of("true")))
                    .task(task)
                    .category("kin")
                    .size(2)
                    .build());
            JobHandle cancelled = pool.submit(calls.counted("cancelled", Job.builder("cancelled", Command.of("true")))
                    .task(task)
                    .build());
            cancelled.cancel();
            assertThat(pool.join()).isTrue();
            assertThat(chained.await().outcome()).isInstanceOf(Outcome.Chained.class);
            assertThat(cancelled.await().outcome()).isInstanceOf(Outcome.Cancelled.class);
            assertThat(calls.finishes("chained") + calls.finishes("cancelled")).isEqualTo(2);
            assertThat(calls.finishes("task")).isEqualTo(1);
            assertThat(pool.tasks()).singleElement().matches(end -> end.terminated() == 2);
        }
    }

    @Test
    void lesson21_whateverACallbackThrowsIsContained() throws InterruptedException {
        try (ExecPool pool = pool(1)) {
            JobResult result = pool.run(Job.builder("thrower", Command.of("true"))
                    .onDone(done -> {
                        throw new AssertionError("thrown by a test, to be logged");
                    })
                    .onFinish(end -> {
                        throw new IllegalStateException("thrown by a test, to be logged");
                    })
                    .build());
            assertThat(result.succeeded()).isTrue();
            assertThat(pool.run(Jobs.quick("next")).succeeded()).isTrue();
        }
    }

    @Test
    void lesson22_anyoneMayEndEverythingAtAnyTime() throws InterruptedException {
        PoolListener impatient = new PoolListener() {
            @Override
            public void finished(JobResult result) {
                pools.forEach(pool -> pool.killAll("a listener wanted it"));
            }
        };
        try (ExecPool pool = ExecPool.builder().workers(2).listener(impatient).build()) {
            pools = List.of(pool);
            CountDownLatch begun = new CountDownLatch(1);
            pool.submit(Jobs.endless("endless"));
            pool.submit(Job.builder("ender", Command.of("true"))
                    .onStart(start -> begun.countDown())
                    .onFinish(end -> pool.cancelAll("a callback wanted it"))
                    .build());
            begun.await();
            pool.cancelAll("the main thread wanted it");
            assertThat(pool.join()).isTrue();
            assertThat(pool.summary().count(Outcome.Kind.CANCELLED)).isPositive();
        }
    }

    @Test
    void lesson23_wrongSettingsAreRefusedByNameAndNotByAssertion() {
        assertThatThrownBy(() -> Job.builder("", Command.of("true"))
                        .timeout(Duration.ZERO)
                        .size(-1)
                        .slowdown(0)
                        .build())
                .isInstanceOfSatisfying(
                        InvalidSettingsException.class,
                        refusal -> assertThat(refusal.problems())
                                .extracting(problem -> problem.setting())
                                .contains("name", "timeout", "size", "slowdown"));
        assertThatThrownBy(() -> ExecPool.builder().workers(0).build()).isInstanceOf(InvalidSettingsException.class);
        assertThatThrownBy(() -> Task.builder("task").timeout(Duration.ZERO).build())
                .isInstanceOf(InvalidSettingsException.class);
    }
}
