package org.expool.tests.pyexpool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.expool.Command;
import org.expool.ExecPool;
import org.expool.Job;
import org.expool.JobHandle;
import org.expool.JobResult;
import org.expool.Outcome;
import org.expool.Output;
import org.expool.Task;
import org.expool.TaskSummary;
import org.expool.testkit.NoLeaks;
import org.expool.tests.process.EachLauncher;
import org.expool.tests.process.Jobs;
import org.expool.tests.process.Launchers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Lessons 1 to 7: a job's result is available and true, and costs no other job anything. */
@ExtendWith(NoLeaks.class)
class LessonsResultsTest {

    @TempDir
    Path dir;

    @EachLauncher
    void lesson01_aMissingProgramIsNotStartedAndThePoolContinues(String launcher) throws InterruptedException {
        try (ExecPool pool = Launchers.pool(launcher, 1).build()) {
            JobHandle missing = pool.submit(Job.of("missing", Command.of("no-such-program-anywhere")));
            JobHandle next = pool.submit(Jobs.quick("next"));
            assertThat(pool.join()).isTrue();
            assertThat(missing.await().outcome()).isInstanceOf(Outcome.NotStarted.class);
            assertThat(next.await().succeeded()).isTrue();
        }
    }

    @Test
    void lesson02_aStubCompletesCallsBackAndCountsInItsTask() throws InterruptedException {
        Calls calls = new Calls();
        try (ExecPool pool = ExecPool.builder().workers(1).build()) {
            pool.submit(calls.counted("stub", Job.builder("stub", Command.none()))
                    .task(Task.of("task"))
                    .build());
            assertThat(pool.join()).isTrue();
            assertThat(calls.starts("stub") + calls.dones("stub") + calls.finishes("stub"))
                    .isEqualTo(3);
            assertThat(pool.tasks()).singleElement().matches(TaskSummary::succeeded);
        }
    }

    @EachLauncher
    void lesson03_anOutputLargerThanAPipeIsCapturedWithoutBlocking(String launcher)
            throws IOException, InterruptedException {
        try (ExecPool pool = Launchers.pool(launcher, 1).build()) {
            JobResult result = pool.run(Jobs.shell("large", "head -c 1000000 /dev/zero")
                    .stdout(Output.capture())
                    .timeout(Jobs.TIMEOUT)
                    .build());
            assertThat(result.succeeded()).isTrue();
            assertThat(result.stdout().size()).isEqualTo(1_000_000);
        }
    }

    @EachLauncher
    void lesson04_bothStreamsAreCapturedAndMayShareAFile(String launcher) throws IOException, InterruptedException {
        Path file = dir.resolve("both");
        try (ExecPool pool = Launchers.pool(launcher, 1).build()) {
            JobResult captured = pool.run(Jobs.shell("captured", "echo out; echo err >&2")
                    .stdout(Output.capture())
                    .stderr(Output.capture())
                    .build());
            assertThat(captured.stdout().text()).isEqualTo("out\n");
            assertThat(captured.stderr().text()).isEqualTo("err\n");
            pool.run(Jobs.shell("shared", "echo out; echo err >&2")
                    .stdout(Output.appendTo(file))
                    .stderr(Output.appendTo(file))
                    .build());
            assertThat(file).hasContent("out\nerr\n");
        }
    }

    @EachLauncher
    void lesson05_binaryOutputIsKeptAsItIs(String launcher) throws IOException, InterruptedException {
        try (ExecPool pool = Launchers.pool(launcher, 1).build()) {
            JobResult result = pool.run(Jobs.shell("binary", "printf '\\377\\000\\376'")
                    .stdout(Output.capture())
                    .build());
            assertThat(result.succeeded()).isTrue();
            assertThat(result.stdout().bytes()).containsExactly(0xff, 0, 0xfe);
            assertThat(result.stdout().text()).isEqualTo("\ufffd\0\ufffd");
        }
    }

    @EachLauncher
    void lesson06_aGrandchildThatKeepsTheStreamOpenDelaysNoResult(String launcher)
            throws IOException, InterruptedException {
        try (ExecPool pool = Launchers.pool(launcher, 2).build()) {
            JobHandle parent = pool.submit(Jobs.shell("parent", "sleep 600 & echo $!")
                    .stdout(Output.capture())
                    .timeout(Jobs.TIMEOUT)
                    .build());
            JobHandle other = pool.submit(Job.builder("other", Command.of("sleep", "0.3"))
                    .timeout(Jobs.TIMEOUT)
                    .build());
            String grandchild = parent.await().stdout().text().trim();
            ProcessHandle.of(Long.parseLong(grandchild)).ifPresent(ProcessHandle::destroyForcibly);
            assertThat(parent.await().succeeded()).isTrue();
            assertThat(other.await().succeeded()).isTrue();
        }
    }

    @EachLauncher
    void lesson07_aJobThatSucceedsAfterARestartIsASuccessOfItsTask(String launcher) throws InterruptedException {
        Calls calls = new Calls();
        Task task = calls.counted("task", Task.builder("task")).build();
        String mark = dir.resolve("tried").toString();
        try (ExecPool pool = Launchers.pool(launcher, 1).build()) {
            pool.submit(Jobs.shell("again", "[ -e $1 ] || { touch $1; sleep 600; }", mark)
                    .timeout(Duration.ofSeconds(2))
                    .restartOnTimeout(true)
                    .task(task)
                    .build());
            assertThat(pool.join()).isTrue();
            TaskSummary end = pool.tasks().get(0);
            assertThat(end.added()).isEqualTo(1);
            assertThat(end.done()).isEqualTo(1);
            assertThat(calls.dones("task")).isEqualTo(1);
            assertThat(calls.finishes("task")).isEqualTo(1);
            assertThat(Files.exists(Path.of(mark))).isTrue();
        }
    }
}
