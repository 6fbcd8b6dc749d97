package org.expool.tests.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.expool.Command;
import org.expool.ExecPool;
import org.expool.Job;
import org.expool.JobHandle;
import org.expool.JobResult;
import org.expool.Outcome;
import org.expool.Output;
import org.expool.PoolClosedException;
import org.expool.Task;
import org.expool.TaskSummary;
import org.expool.Unfinished;
import org.expool.testkit.NoLeaks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Pools from creation to closing. */
@ExtendWith(NoLeaks.class)
class LifecycleTest {

    @TempDir
    Path dir;

    @EachLauncher
    void closingEndsWhatRunsAndCancelsWhatWaits(String launcher) throws IOException, InterruptedException {
        Path pids = dir.resolve("pids");
        JobHandle running;
        JobHandle waiting;
        ExecPool pool = Launchers.pool(launcher, 1).build();
        try (pool) {
            running = pool.submit(Jobs.shell("running", "sleep 600 & echo $! $$ | tr ' ' '\\n'; wait")
                    .stdout(Output.appendTo(pids))
                    .build());
            waiting = pool.submit(Jobs.quick("waiting"));
            Jobs.awaitText(pids, "\n");
        }
        assertThat(running.await().outcome()).isInstanceOf(Outcome.Cancelled.class);
        assertThat(waiting.await().outcome()).isInstanceOf(Outcome.Cancelled.class);
        Jobs.awaitEnds(Files.readAllLines(pids));
        assertThat(pool.failures()).hasSize(2);
        assertThat(pool.summary().count(Outcome.Kind.CANCELLED)).isEqualTo(2);
        assertThatThrownBy(() -> pool.submit(Jobs.quick("late"))).isInstanceOf(PoolClosedException.class);
        pool.close();
    }

    /** The platform's launcher cannot reach processes whose parent has ended. */
    @Test
    void whatAJobLeavesInTheBackgroundEndsWithIt() throws IOException, InterruptedException {
        try (ExecPool pool = Launchers.pool(Launchers.NATIVE, 1).build()) {
            JobResult result = pool.run(Jobs.shell("leaves", "sleep 600 & echo $!")
                    .stdout(Output.capture())
                    .build());
            assertThat(result.succeeded()).isTrue();
            Jobs.awaitEnds(result.stdout().text().lines().toList());
        }
    }

    @EachLauncher
    void aJobCanBeCancelledBeforeAndWhileItRuns(String launcher) throws InterruptedException {
        try (ExecPool pool = Launchers.pool(launcher, 1).build()) {
            JobHandle running = pool.submit(Jobs.endless("running"));
            JobHandle waiting = pool.submit(Jobs.endless("waiting"));
            JobHandle last = pool.submit(Jobs.quick("last"));
            waiting.cancel();
            assertThat(waiting.await().starts()).isZero();
            running.cancel();
            assertThat(running.await().outcome()).isInstanceOf(Outcome.Cancelled.class);
            assertThat(last.await().succeeded()).isTrue();
            last.cancel();
            assertThat(last.await().succeeded()).isTrue();
        }
    }

    @EachLauncher
    void moreWorkersStartWaitingJobsAtOnce(String launcher) throws IOException, InterruptedException {
        Path sign = dir.resolve("sign");
        String untilSign = "until [ -e " + sign + " ]; do sleep 0.05; done";
        try (ExecPool pool = Launchers.pool(launcher, 1).build()) {
            JobHandle first = pool.submit(Jobs.shell("first", untilSign).build());
            JobHandle second = pool.submit(Jobs.shell("second", untilSign).build());
            Jobs.await(() -> running(pool) == 1);
            assertThat(pool.counts().count(Unfinished.State.QUEUED)).isEqualTo(1);
            pool.resize(2);
            assertThat(pool.workers()).isEqualTo(2);
            Jobs.await(() -> running(pool) == 2);
            Files.createFile(sign);
            assertThat(first.await().succeeded()).isTrue();
            assertThat(second.await().succeeded()).isTrue();
            assertThat(pool.summary().peakWorkers()).isEqualTo(2);
        }
    }

    private static long running(ExecPool pool) {
        return pool.counts().count(Unfinished.State.RUNNING);
    }

    @EachLauncher
    void fewerWorkersStartNothingUntilThereIsRoom(String launcher) throws InterruptedException {
        try (ExecPool pool = Launchers.pool(launcher, 3).build()) {
            pool.submit(Jobs.quick("warm up"));
            pool.resize(1);
            List<JobHandle> handles = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                handles.add(pool.submit(Job.of("one at a time", Command.of("sleep", "0.05"))));
            }
            pool.join();
            for (int i = 1; i < handles.size(); i++) {
                JobResult before = handles.get(i - 1).await();
                assertThat(handles.get(i).await().startedAt())
                        .isAfterOrEqualTo(before.startedAt().plus(before.wall()));
            }
        }
    }

    @EachLauncher
    void aClearedPoolIsAsNew(String launcher) throws InterruptedException {
        try (ExecPool pool = Launchers.pool(launcher, 1).build()) {
            JobHandle running = pool.submit(Jobs.endless("running"));
            pool.submit(Job.builder("labelled", Command.of("true"))
                    .task(Task.of("networks"))
                    .build());
            pool.clear();
            assertThat(running.result()).isPresent();
            assertThat(pool.failures()).isEmpty();
            assertThat(pool.tasks()).isEmpty();
            assertThat(pool.summary().jobs()).isZero();
            assertThat(pool.run(Jobs.quick("next")).succeeded()).isTrue();
            assertThat(pool.summary().jobs()).isEqualTo(1);
        }
    }

    @EachLauncher
    void tasksCountTheirJobs(String launcher) throws InterruptedException {
        Task networks = Task.of("networks");
        try (ExecPool pool = Launchers.pool(launcher, 2).build()) {
            for (String program : List.of("true", "false", "true")) {
                pool.submit(
                        Job.builder(program, Command.of(program)).task(networks).build());
            }
            pool.submit(Jobs.quick("without a task"));
            pool.join();
            assertThat(pool.tasks()).singleElement().satisfies(end -> {
                assertThat(end.task()).isEqualTo(networks);
                assertThat(end.state()).isEqualTo(TaskSummary.State.FAILED);
                assertThat(List.of(end.added(), end.done(), end.terminated())).containsExactly(3L, 2L, 1L);
            });
        }
    }

    @Test
    void aClassOfTheProgramRunsInAJvmOfItsOwn() throws InterruptedException {
        try (ExecPool pool = ExecPool.builder().workers(1).build()) {
            JobResult result = pool.run(Job.builder("java", Command.java(PrintsArguments.class, "a", "b c"))
                    .stdout(Output.capture())
                    .build());
            assertThat(Jobs.text(result.stdout())).isEqualTo("[a, b c]\n");
        }
    }

    static final class PrintsArguments {
        private PrintsArguments() {}

        public static void main(String[] arguments) {
            System.out.println(List.of(arguments));
        }
    }
}
