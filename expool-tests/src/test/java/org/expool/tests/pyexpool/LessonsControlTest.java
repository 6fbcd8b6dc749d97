package org.expool.tests.pyexpool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.expool.Command;
import org.expool.ExecPool;
import org.expool.Job;
import org.expool.JobHandle;
import org.expool.JobResult;
import org.expool.Outcome;
import org.expool.Output;
import org.expool.Shrink;
import org.expool.testkit.NoLeaks;
import org.expool.tests.process.EachLauncher;
import org.expool.tests.process.Jobs;
import org.expool.tests.process.Launchers;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Lessons 26 to 45: what ends and failures cause, which jobs wait for which, and what drives the pool. */
@ExtendWith(NoLeaks.class)
class LessonsControlTest {

    private static final Duration SHORT = Duration.ofMillis(500);

    @TempDir
    Path dir;

    @EachLauncher
    void lesson26_aTimeoutReachesGrandchildren(String launcher) throws IOException, InterruptedException {
        Path pids = dir.resolve("pids");
        try (ExecPool pool = Launchers.pool(launcher, 1).build()) {
            JobResult result = pool.run(Jobs.shell("parent", "sh -c 'echo $$; exec sleep 600'; true")
                    .stdout(Output.appendTo(pids))
                    .timeout(Duration.ofSeconds(1))
                    .build());
            assertThat(result.outcome()).isInstanceOf(Outcome.TimedOut.class);
            Jobs.awaitEnds(Files.readAllLines(pids));
        }
    }

    @EachLauncher
    void lesson28_aKilledJobsWorkerIsGivenAwayWhenItsProcessHasEnded(String launcher) throws InterruptedException {
        try (ExecPool pool = Launchers.pool(launcher, 1).grace(Duration.ZERO).build()) {
            JobHandle killed = pool.submit(Job.builder("killed", Command.of("sleep", "600"))
                    .timeout(SHORT)
                    .build());
            JobHandle next = pool.submit(Jobs.quick("next"));
            JobResult end = killed.await();
            assertThat(ProcessHandle.of(end.pid())).isEmpty();
            assertThat(next.await().startedAt())
                    .isAfterOrEqualTo(end.startedAt().plus(end.wall()));
        }
    }

    @EachLauncher
    void lesson29_aJobThatWillNotEndDelaysNoOther(String launcher) throws IOException, InterruptedException {
        Path ready = dir.resolve("ready");
        try (ExecPool pool =
                Launchers.pool(launcher, 2).grace(Duration.ofSeconds(2)).build()) {
            JobHandle deaf = pool.submit(Jobs.shell("deaf", "trap '' TERM; echo deaf; while :; do sleep 0.1; done")
                    .stdout(Output.appendTo(ready))
                    .build());
            Jobs.awaitText(ready, "deaf");
            deaf.cancel();
            JobResult next = pool.run(Jobs.quick("next"));
            assertThat(next.finishedAt()).isBefore(deaf.await().finishedAt());
        }
    }

    /** With PyExPool's default latency they would take more than a minute. */
    @EachLauncher
    void lesson30_nothingWaitsForACycle(String launcher) throws InterruptedException {
        try (ExecPool pool = Launchers.pool(launcher, 1).build()) {
            for (int i = 0; i < 60; i++) {
                pool.submit(Jobs.quick("quick"));
            }
            assertThat(pool.join(Duration.ofSeconds(30))).isTrue();
            assertThat(pool.summary().count(Outcome.Kind.SUCCEEDED)).isEqualTo(60);
        }
    }

    @EachLauncher
    void lesson37_aJobThatCannotStartYetLetsOthersPass(String launcher) throws InterruptedException {
        try (ExecPool pool = Launchers.pool(launcher, 2).resource("device", 1).build()) {
            JobHandle longJob = pool.submit(Job.builder("holds", Command.of("sleep", "600"))
                    .resources(Map.of("device", 1))
                    .build());
            JobHandle wants = pool.submit(Job.builder("wants", Command.of("true"))
                    .resources(Map.of("device", 1))
                    .build());
            assertThat(pool.run(Jobs.quick("passes")).succeeded()).isTrue();
            assertThat(wants.result()).isEmpty();
            longJob.cancel();
            assertThat(wants.await().succeeded()).isTrue();
        }
    }

    @EachLauncher
    void lesson38_aPostponedJobWaitsUntilThereIsRoomForIt(String launcher) throws IOException, InterruptedException {
        try (ExecPool pool = Launchers.pool(launcher, 2).build()) {
            String script = "until [ -e $1 ]; do sleep 0.05; done";
            Path resized = dir.resolve("resized");
            JobHandle one =
                    pool.submit(Jobs.shell("one", script, resized.toString()).build());
            JobHandle two =
                    pool.submit(Jobs.shell("two", script, resized.toString()).build());
            pool.resize(1, Shrink.POSTPONE);
            Files.createFile(resized);
            assertThat(pool.join()).isTrue();
            boolean inOrder = two.await().postponed() == 1;
            JobResult stayed = (inOrder ? one : two).await();
            JobResult postponed = (inOrder ? two : one).await();
            assertThat(stayed.postponed()).isZero();
            assertThat(postponed.postponed()).isEqualTo(1);
            assertThat(postponed.succeeded()).isTrue();
            assertThat(postponed.startedAt())
                    .isAfterOrEqualTo(stayed.startedAt().plus(stayed.wall()));
        }
    }

    @EachLauncher
    void lesson39_restartsAreLimited(String launcher) throws InterruptedException {
        try (ExecPool pool = Launchers.pool(launcher, 1).build()) {
            JobResult result = pool.run(Job.builder("stuck", Command.of("sleep", "600"))
                    .timeout(Duration.ofMillis(100))
                    .restartOnTimeout(true)
                    .maxRestarts(2)
                    .build());
            assertThat(result.outcome()).isInstanceOf(Outcome.TimedOut.class);
            assertThat(result.starts()).isEqualTo(3);
        }
    }

    @EachLauncher
    void lesson40_aJobIsAskedToEndOnceAndHasItsGrace(String launcher) throws IOException, InterruptedException {
        Path asked = dir.resolve("asked");
        Duration second = Duration.ofSeconds(1);
        try (ExecPool pool = Launchers.pool(launcher, 1).grace(second).build()) {
            JobResult result = pool.run(Jobs.shell("asked", "trap 'echo TERM' TERM; while :; do sleep 0.1; done")
                    .stdout(Output.appendTo(asked))
                    .timeout(second)
                    .build());
            assertThat(result.wall()).isGreaterThanOrEqualTo(second.plus(second));
            assertThat(asked).hasContent("TERM\n");
        }
    }

    @EachLauncher
    void lesson41_thereMayBeMoreWorkersThanCpus(String launcher) throws InterruptedException {
        int workers = 2 * Runtime.getRuntime().availableProcessors() + 1;
        String script = "touch $1/$2; until [ $(ls $1 | wc -l) -eq $3 ]; do sleep 0.1; done";
        try (ExecPool pool = Launchers.pool(launcher, workers).build()) {
            for (int i = 0; i < workers; i++) {
                pool.submit(
                        Jobs.shell("waits for all", script, dir.toString(), String.valueOf(i), String.valueOf(workers))
                                .timeout(Jobs.TIMEOUT)
                                .build());
            }
            assertThat(pool.join()).isTrue();
            assertThat(pool.summary().allSucceeded())
                    .as("each waits for all others")
                    .isTrue();
        }
    }

    @EachLauncher
    void lesson44_aJobsTimeIsThatOfItsProcess(String launcher) throws InterruptedException {
        Duration waited = Duration.ofSeconds(2);
        try (ExecPool pool = Launchers.pool(launcher, 2).build()) {
            JobHandle other = pool.submit(Job.of("other", Command.of("sleep", "2")));
            JobResult result = pool.run(Job.builder("timed", Command.of("true"))
                    .timeout(waited)
                    .onStart(start -> await(other))
                    .build());
            assertThat(result.succeeded()).isTrue();
            assertThat(result.startedAt()).isAfterOrEqualTo(other.await().finishedAt());
            assertThat(result.wall()).isLessThan(waited);
        }
    }

    @EachLauncher
    void lesson45_thePoolNeedsNoDriver(String launcher) throws InterruptedException {
        try (ExecPool pool = Launchers.pool(launcher, 2).build()) {
            List<JobHandle> handles = new ArrayList<>();
            Thread submitter = new Thread(() -> handles.add(pool.submit(Job.builder("late", Command.of("sleep", "600"))
                    .timeout(SHORT)
                    .build())));
            submitter.start();
            submitter.join();
            JobHandle blocked = pool.submit(Job.builder("blocked", Command.of("true"))
                    .onFinish(end -> await(handles.get(0)))
                    .build());
            assertThat(pool.run(Jobs.quick("quick")).succeeded()).isTrue();
            assertThat(handles.get(0).await().outcome()).isInstanceOf(Outcome.TimedOut.class);
            assertThat(blocked.await().succeeded()).isTrue();
        }
    }

    private static void await(JobHandle handle) {
        try {
            handle.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
