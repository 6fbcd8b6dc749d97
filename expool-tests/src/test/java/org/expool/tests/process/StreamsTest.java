package org.expool.tests.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.expool.Command;
import org.expool.Environment;
import org.expool.ExecPool;
import org.expool.Input;
import org.expool.Job;
import org.expool.JobHandle;
import org.expool.JobResult;
import org.expool.Outcome;
import org.expool.Output;
import org.expool.testkit.NoLeaks;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What a job reads and where its output goes. */
@ExtendWith(NoLeaks.class)
class StreamsTest {

    private static final String MANY_LINES = "seq 100000 & seq 100000 >&2; wait";

    @TempDir
    Path dir;

    @EachLauncher
    void muchOutputOnBothStreamsIsCaptured(String launcher) throws IOException, InterruptedException {
        try (ExecPool pool = Launchers.pool(launcher, 2).build()) {
            JobResult result = pool.run(Jobs.shell("lines", MANY_LINES)
                    .stdout(Output.capture())
                    .stderr(Output.capture())
                    .timeout(Jobs.TIMEOUT)
                    .build());
            assertThat(result.succeeded()).isTrue();
            String out = result.stdout().text();
            assertThat(out.lines()).hasSize(100_000).endsWith("100000");
            assertThat(result.stderr().text()).isEqualTo(out);
            assertThat(result.stdout().size()).isEqualTo(out.length());
        }
    }

    @EachLauncher
    void muchOutputOnBothStreamsGoesToFiles(String launcher) throws IOException, InterruptedException {
        Path out = dir.resolve("made/on/the/way/out");
        Path err = dir.resolve("err");
        try (ExecPool pool = Launchers.pool(launcher, 2).build()) {
            JobResult result = pool.run(Jobs.shell("lines", MANY_LINES)
                    .stdout(Output.appendTo(out))
                    .stderr(Output.appendTo(err))
                    .timeout(Jobs.TIMEOUT)
                    .build());
            assertThat(result.succeeded()).isTrue();
        }
        assertThat(Files.readAllLines(out)).hasSize(100_000).endsWith("100000");
        assertThat(err).hasSameTextualContentAs(out);
    }

    @EachLauncher
    void errorsFollowTheOutputInTheOrderWritten(String launcher) throws InterruptedException {
        try (ExecPool pool = Launchers.pool(launcher, 1).build()) {
            JobResult result = pool.run(Jobs.shell("mixed", "echo 1; echo 2 >&2; echo 3")
                    .stdout(Output.capture())
                    .stderr(Output.toStdout())
                    .build());
            assertThat(Jobs.text(result.stdout())).isEqualTo("1\n2\n3\n");
            assertThat(result.stderr()).isNull();
        }
    }

    @EachLauncher
    void aFifoWaitsForItsReaderWithoutDelayingOthers(String launcher) throws IOException, InterruptedException {
        Path fifo = makeFifo();
        try (ExecPool pool = Launchers.pool(launcher, 2).build()) {
            JobHandle writer = pool.submit(Job.builder("writer", Command.of("echo", "through the pipe"))
                    .stdout(Output.appendTo(fifo))
                    .timeout(Jobs.TIMEOUT)
                    .build());
            for (int i = 0; i < 10; i++) {
                assertThat(pool.run(Jobs.quick("other")).succeeded()).isTrue();
            }
            assertThat(writer.result()).isEmpty();
            assertThat(fifo).hasContent("through the pipe");
            assertThat(writer.await().succeeded()).isTrue();
        }
    }

    @EachLauncher
    void aFifoWithoutReaderIsCoveredByTheTimeout(String launcher) throws IOException, InterruptedException {
        Path fifo = makeFifo();
        try (ExecPool pool = Launchers.pool(launcher, 1).build()) {
            JobResult result = pool.run(Job.builder("writer", Command.of("echo", "nobody reads"))
                    .stdout(Output.appendTo(fifo))
                    .timeout(Duration.ofMillis(300))
                    .build());
            assertThat(result.outcome()).isInstanceOf(Outcome.TimedOut.class);
        }
    }

    @EachLauncher
    void aFifoIsReadFromALateWriter(String launcher) throws IOException, InterruptedException {
        Path fifo = makeFifo();
        try (ExecPool pool = Launchers.pool(launcher, 1).build()) {
            JobHandle reader = pool.submit(Job.builder("reader", Command.of("cat"))
                    .stdin(Input.file(fifo))
                    .stdout(Output.capture())
                    .timeout(Jobs.TIMEOUT)
                    .build());
            Files.writeString(fifo, "late\n");
            assertThat(Jobs.text(reader.await().stdout())).isEqualTo("late\n");
        }
    }

    @EachLauncher
    void aDirectoryAsOutputIsTheOutcomeOfThatJobOnly(String launcher) throws InterruptedException {
        try (ExecPool pool = Launchers.pool(launcher, 1).build()) {
            JobHandle wrong = pool.submit(Job.builder("wrong", Command.of("true"))
                    .stdout(Output.appendTo(dir))
                    .build());
            JobHandle right = pool.submit(Jobs.quick("right"));
            assertThat(wrong.await().outcome())
                    .isInstanceOfSatisfying(
                            Outcome.NotStarted.class,
                            outcome -> assertThat(outcome.reason()).contains("stdout", dir.toString()));
            assertThat(right.await().succeeded()).isTrue();
        }
    }

    @EachLauncher
    void aJobReadsItsFileOrNothing(String launcher) throws IOException, InterruptedException {
        Path in = Files.writeString(dir.resolve("in"), "some input\n");
        try (ExecPool pool = Launchers.pool(launcher, 1).build()) {
            Job cat = Job.builder("cat", Command.of("cat"))
                    .stdin(Input.file(in))
                    .stdout(Output.capture())
                    .build();
            assertThat(Jobs.text(pool.run(cat).stdout())).isEqualTo("some input\n");
            Job nothing = Job.builder("cat", Command.of("cat"))
                    .stdout(Output.capture())
                    .build();
            assertThat(pool.run(nothing).stdout().size()).isZero();
        }
    }

    @EachLauncher
    void aJobsVariablesOverrideThePools(String launcher) throws InterruptedException {
        Environment ofPool = Environment.adding(Map.of("A", "pool", "B", "pool"));
        try (ExecPool pool = Launchers.pool(launcher, 1).environment(ofPool).build()) {
            String script = "echo ${A-none} ${B-none} ${HOME+home}";
            JobResult added = pool.run(Jobs.shell("added", script)
                    .environment(Environment.adding(Map.of("B", "job")))
                    .stdout(Output.capture())
                    .build());
            assertThat(Jobs.text(added.stdout())).isEqualTo("pool job home\n");
            JobResult alone = pool.run(Jobs.shell("alone", script)
                    .environment(Environment.only(Map.of("PATH", "/usr/bin:/bin", "B", "job")))
                    .stdout(Output.capture())
                    .build());
            assertThat(Jobs.text(alone.stdout())).isEqualTo("none job\n");
        }
    }

    private Path makeFifo() throws IOException, InterruptedException {
        Path fifo = dir.resolve("fifo");
        assertThat(new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor())
                .isZero();
        return fifo;
    }
}
