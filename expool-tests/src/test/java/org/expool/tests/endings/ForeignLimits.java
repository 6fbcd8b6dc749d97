package org.expool.tests.endings;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.expool.ExecPool;
import org.expool.Job;
import org.expool.JobHandle;
import org.expool.JobResult;
import org.expool.Outcome;
import org.expool.Outcome.TimedOut;
import org.expool.Outcome.TimedOut.Clock;
import org.expool.Outcome.TimedOut.Scope;
import org.expool.Output;
import org.expool.Task;
import org.expool.TaskHandle;
import org.expool.tests.process.Jobs;
import org.jspecify.annotations.Nullable;

/** Jobs ended in the queue, and by limits of a task, of the pool, or of a relative. */
final class ForeignLimits {

    private static final Duration LIMIT = Stage.SHORT;

    private ForeignLimits() {}

    static List<Ending> all() {
        return List.of(
                new Ending(
                        "its time in the queue",
                        stage -> behind(stage.pool(1), stage, LIMIT),
                        result -> assertQueued(result, Scope.JOB, null)),
                new Ending(
                        "the pool's time in the queue",
                        stage -> behind(stage.builder(1).queueTimeout(LIMIT).build(), stage, null),
                        result -> assertQueued(result, Scope.POOL, null)),
                new Ending(
                        "its task's time in the queue",
                        ForeignLimits::behindInTask,
                        result -> assertQueued(result, Scope.TASK, "work")),
                new Ending("its task's silence", ForeignLimits::silentInTask, result -> {
                    assertReached(result, Scope.TASK, Clock.SILENCE, "work");
                    assertThat(result.outcome().reason())
                            .startsWith("reached the limit of time without output of 0.5 s of its task 'work', with ");
                    assertThat(result.starts()).isEqualTo(1);
                }),
                new Ending("the pool's silence", ForeignLimits::silentInPool, result -> {
                    assertReached(result, Scope.POOL, Clock.SILENCE, null);
                    assertThat(result.starts()).isEqualTo(1);
                }),
                new Ending("the task's timeout", ForeignLimits::inTask, result -> {
                    assertReached(result, Scope.TASK, Clock.WALL, "work");
                    assertThat(result.starts()).isEqualTo(1);
                }),
                new Ending("the pool's timeout, running", stage -> inRound(stage, 2), result -> {
                    assertReached(result, Scope.POOL, Clock.WALL, null);
                    assertThat(result.starts()).isEqualTo(1);
                }),
                new Ending("the pool's timeout, waiting", stage -> inRound(stage, 1), result -> {
                    assertThat(result.outcome())
                            .isEqualTo(new Outcome.NotStarted(
                                    Outcome.NotStarted.Cause.POOL_TIMEOUT,
                                    TimedOut.ofPool(Clock.WALL, LIMIT, LIMIT).reason()));
                    assertNeverStarted(result);
                }),
                new Ending("chained, running", stage -> chained(stage, 2), result -> {
                    assertChained(result);
                    assertThat(result.starts()).isEqualTo(1);
                }),
                new Ending("chained, waiting", stage -> chained(stage, 1), result -> {
                    assertChained(result);
                    assertNeverStarted(result);
                }));
    }

    private static JobResult behind(ExecPool pool, Stage stage, Duration limit) throws InterruptedException {
        try (pool) {
            pool.submit(stage.shell("first", Stage.ENDLESS).priority(1).build());
            Job waiting = limit == null
                    ? stage.shell("exit 0").build()
                    : stage.shell("exit 0").queueTimeout(limit).build();
            return pool.submit(waiting).await();
        }
    }

    private static JobResult behindInTask(Stage stage) throws InterruptedException {
        try (ExecPool pool = stage.pool(1);
                TaskHandle task =
                        pool.task(Task.builder("work").queueTimeout(LIMIT).build())) {
            pool.submit(stage.shell("first", Stage.ENDLESS).priority(1).build());
            return task.submit(stage.shell("exit 0").build()).await();
        }
    }

    private static JobResult silentInTask(Stage stage) throws InterruptedException {
        try (ExecPool pool = stage.pool(1);
                TaskHandle task =
                        pool.task(Task.builder("work").silenceTimeout(LIMIT).build())) {
            return task.submit(
                            stage.shell(Stage.ENDLESS).stdout(Output.capture()).build())
                    .await();
        }
    }

    private static JobResult silentInPool(Stage stage) throws InterruptedException {
        try (ExecPool pool = stage.builder(1).silenceTimeout(LIMIT).build()) {
            return pool.run(stage.shell(Stage.ENDLESS).stdout(Output.capture()).build());
        }
    }

    private static void assertQueued(JobResult result, Scope scope, @Nullable String task) {
        assertReached(result, scope, Clock.QUEUE, task);
        assertNeverStarted(result);
    }

    private static void assertReached(JobResult result, Scope scope, Clock clock, @Nullable String task) {
        assertThat(result.outcome()).satisfies(Jobs.reached(new TimedOut(scope, clock, LIMIT, LIMIT, task)));
    }

    static void assertNeverStarted(JobResult result) {
        assertThat(result.starts()).isZero();
        assertThat(result.pid()).isZero();
        assertThat(result.startedAt()).isNull();
        assertThat(result.wall()).isZero();
        assertThat(result.exitCode()).isNull();
        assertThat(result.usage().user()).isNull();
        assertThat(result.usage().peakMemory()).isNull();
    }

    private static JobResult inTask(Stage stage) throws InterruptedException {
        try (ExecPool pool = stage.pool(1);
                TaskHandle task = pool.task(Task.builder("work").timeout(LIMIT).build())) {
            return task.submit(stage.shell(Stage.ENDLESS).build()).await();
        }
    }

    private static JobResult inRound(Stage stage, int workers) throws InterruptedException {
        try (ExecPool pool = stage.builder(workers).timeout(LIMIT).build()) {
            pool.submit(stage.shell("first", Stage.ENDLESS).build());
            JobHandle second = pool.submit(stage.shell(Stage.ENDLESS).build());
            assertThat(pool.join()).isFalse();
            return second.await();
        }
    }

    private static JobResult chained(Stage stage, int workers) throws InterruptedException {
        try (ExecPool pool = stage.builder(workers).chaining(true).build()) {
            pool.submit(stage.shell("violator", Stage.ENDLESS)
                    .category("heavy")
                    .size(1)
                    .timeout(LIMIT)
                    .build());
            return pool.run(stage.shell(Stage.ENDLESS).category("heavy").size(2).build());
        }
    }

    private static void assertChained(JobResult result) {
        assertThat(result.outcome())
                .isEqualTo(new Outcome.Chained(
                        1,
                        "violator",
                        Outcome.Chained.Cause.TIME,
                        TimedOut.ofJob(Clock.WALL, LIMIT, LIMIT).limitInWords()));
    }
}
