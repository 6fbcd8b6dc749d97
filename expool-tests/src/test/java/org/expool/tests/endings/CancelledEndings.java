package org.expool.tests.endings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.function.BiConsumer;
import org.expool.ExecPool;
import org.expool.JobHandle;
import org.expool.JobResult;
import org.expool.Outcome;
import org.expool.Outcome.Cancelled;
import org.expool.Outcome.Cancelled.By;
import org.expool.Shrink;
import org.expool.Task;
import org.expool.TaskHandle;

/** Cancelled jobs. */
final class CancelledEndings {

    private static final String READY = "echo >ready; ";

    private CancelledEndings() {}

    static List<Ending> all() {
        return List.of(
                cancelled("cancelled by its handle", By.HANDLE, (pool, job) -> job.cancel()),
                cancelled("cancelled with all", By.POOL, (pool, job) -> pool.cancelAll("enough")),
                cancelled("all are killed", By.POOL, (pool, job) -> pool.killAll("enough")),
                cancelled("the pool is closed", By.CLOSE, (pool, job) -> pool.close()),
                new Ending("cancelled with its task", CancelledEndings::withTask, result -> {
                    assertThat(result.outcome()).isEqualTo(new Cancelled(By.TASK, "enough"));
                    assertThat(result.starts()).isEqualTo(1);
                }),
                new Ending(
                        "another fails, which is to be the last",
                        CancelledEndings::halted,
                        result -> assertBy(result, By.HALT)),
                new Ending("killed at once, while it takes its time", CancelledEndings::killed, result -> {
                    assertBy(result, By.HANDLE);
                    assertThat(result.wall()).isLessThan(Stage.GRACE);
                }),
                new Ending("cancelled while it waits", CancelledEndings::waiting, result -> {
                    assertBy(result, By.HANDLE);
                    ForeignLimits.assertNeverStarted(result);
                }),
                new Ending("postponed, and started again", CancelledEndings::postponed, result -> {
                    assertThat(result.outcome()).isEqualTo(new Outcome.Succeeded());
                    assertThat(result.postponed()).isEqualTo(1);
                    assertThat(result.earlier())
                            .singleElement()
                            .satisfies(first -> assertThat(first.outcome())
                                    .isInstanceOfSatisfying(
                                            Cancelled.class,
                                            outcome -> assertThat(outcome.by()).isEqualTo(By.POSTPONEMENT)));
                }));
    }

    private static void assertBy(JobResult result, By by) {
        assertThat(result.outcome())
                .isInstanceOfSatisfying(
                        Cancelled.class, outcome -> assertThat(outcome.by()).isEqualTo(by));
        assertThat(result.exitCode()).isNull();
        assertThat(result.signal()).isNull();
    }

    private static Ending cancelled(String name, By by, BiConsumer<ExecPool, JobHandle> act) {
        return new Ending(name, stage -> running(stage, Stage.ENDLESS, act), result -> {
            assertBy(result, by);
            assertThat(result.starts()).isEqualTo(1);
            assertThat(result.pid()).isPositive();
        });
    }

    private static JobResult running(Stage stage, String script, BiConsumer<ExecPool, JobHandle> act)
            throws IOException, InterruptedException {
        try (ExecPool pool = stage.pool(1)) {
            JobHandle job = pool.submit(stage.shell(READY + script).build());
            stage.await("ready");
            act.accept(pool, job);
            return job.await();
        }
    }

    private static JobResult killed(Stage stage) throws IOException, InterruptedException {
        return running(stage, "trap '' TERM; echo >deaf; while :; do sleep 600; done", (pool, job) -> {
            try {
                stage.await("deaf");
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
            job.cancel();
            pool.killAll("at once");
        });
    }

    private static JobResult withTask(Stage stage) throws IOException, InterruptedException {
        try (ExecPool pool = stage.pool(1);
                TaskHandle task = pool.task(Task.of("work"))) {
            JobHandle job = task.submit(stage.shell(READY + Stage.ENDLESS).build());
            stage.await("ready");
            task.cancel("enough");
            return job.await();
        }
    }

    private static JobResult halted(Stage stage) throws IOException, InterruptedException {
        try (ExecPool pool = stage.builder(2).haltOnFailure(true).build()) {
            JobHandle job = pool.submit(stage.shell(READY + Stage.ENDLESS).build());
            stage.await("ready");
            pool.submit(stage.shell("last", "exit 1").build());
            return job.await();
        }
    }

    private static JobResult waiting(Stage stage) throws InterruptedException {
        try (ExecPool pool = stage.pool(1)) {
            pool.submit(stage.shell("first", Stage.ENDLESS).build());
            JobHandle second = pool.submit(stage.shell("exit 0").build());
            second.cancel();
            return second.await();
        }
    }

    private static JobResult postponed(Stage stage) throws IOException, InterruptedException {
        try (ExecPool pool = stage.pool(2)) {
            JobHandle older =
                    pool.submit(stage.shell("older", "echo >older; sleep 600").build());
            stage.await("older");
            JobHandle newer = pool.submit(stage.shell("test -e ready && exit 0; " + READY + "exec sleep 600")
                    .build());
            stage.await("ready");
            pool.resize(1, Shrink.POSTPONE);
            older.cancel();
            return newer.await();
        }
    }
}
