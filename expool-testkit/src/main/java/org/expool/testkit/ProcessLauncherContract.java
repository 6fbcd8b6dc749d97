package org.expool.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.expool.Outcome;
import org.expool.Outcome.NotStarted.Cause;
import org.expool.Output;
import org.expool.Signal;
import org.expool.spi.Availability;
import org.expool.spi.LaunchRequest;
import org.expool.spi.LaunchSession;
import org.expool.spi.ProcessExit;
import org.expool.spi.ProcessLauncher;
import org.expool.testkit.LaunchRecorder.Event;
import org.expool.testkit.LaunchRecorder.Exited;
import org.expool.testkit.LaunchRecorder.NotStarted;
import org.expool.testkit.LaunchRecorder.Started;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every {@link ProcessLauncher} must do, on a system with the usual Unix programs. An implementer's test extends
 * it and supplies the launcher. Not thread-safe: JUnit makes an instance for each test.
 */
@ExtendWith(NoLeaks.class)
public abstract class ProcessLauncherContract {

    private static final Duration TIMEOUT = Duration.ofSeconds(120);

    private final Eventually eventually = Eventually.within(TIMEOUT);
    private final LaunchRecorder recorder = new LaunchRecorder();

    @TempDir
    Path dir;

    private LaunchSession session;
    private SessionDriver driver;

    /** For subclasses. */
    protected ProcessLauncherContract() {}

    /** The launcher under test; must be available here. */
    protected abstract ProcessLauncher launcher();

    @BeforeEach
    void openSession() {
        assertThat(launcher().availability()).isEqualTo(Availability.available());
        session = launcher().open("contract", recorder);
        driver = SessionDriver.of(session);
    }

    @AfterEach
    void closeSession() {
        driver.close();
        session.close();
    }

    @Test
    void hasANameThatCanBeTyped() {
        assertThat(launcher().name()).matches("[a-z0-9]+(-[a-z0-9]+)*");
    }

    @Test
    void reportsEveryExitCode() throws InterruptedException {
        for (int code = 0; code < 256; code++) {
            session.start(shell(code, "exit " + code).build());
        }
        for (int code = 0; code < 256; code++) {
            ProcessExit exit = recorder.await(code, Exited.class, TIMEOUT).exit();
            assertThat(exit.exitCode()).isEqualTo(code);
            assertThat(exit.signal()).isZero();
        }
    }

    @Test
    void reportsAnEndBySignal() throws InterruptedException {
        for (int signal : new int[] {1, 2, 9, 10, 15}) {
            assertEndedBy(signal, run(shell(signal, "kill -" + signal + " $$; sleep 60")));
        }
    }

    @Test
    void reportsEachStartAndExitOnceAndInOrder() throws InterruptedException {
        for (int id = 0; id < 50; id++) {
            session.start(request(id, "true").build());
        }
        for (int id = 0; id < 50; id++) {
            recorder.awaitEnd(id, TIMEOUT);
        }
        closeSession();
        for (int id = 0; id < 50; id++) {
            List<Event> events = recorder.of(id);
            assertThat(events).hasSize(2);
            Started started = (Started) events.get(0);
            Exited exited = (Exited) events.get(1);
            assertThat(started.pid()).isPositive();
            assertThat(exited.exit().nanos()).isGreaterThanOrEqualTo(started.nanos());
        }
    }

    @Test
    void doesNotStartWhatCannotBeStarted() throws IOException, InterruptedException {
        Path plain = Files.writeString(dir.resolve("plain.txt"), "no program");
        assertNotStarted(request(1, "no-such-program-anywhere"), Cause.PROGRAM_MISSING, "no-such-program-anywhere");
        assertNotStarted(request(2, dir.resolve("absent").toString()), Cause.PROGRAM_MISSING, "absent");
        assertNotStarted(request(3, plain.toString()), Cause.PROGRAM_NOT_EXECUTABLE, "plain.txt");
        assertNotStarted(request(4, "true").workdir(dir.resolve("nowhere")), Cause.WORKDIR, "nowhere");
        assertNotStarted(
                request(5, "true").stdout(Files.createDirectory(dir.resolve("folder"))), Cause.STREAM, "folder");
        assertNotStarted(request(6, "true").stdin(dir.resolve("no-input")), Cause.STREAM, "no-input");
        Path script = Files.writeString(dir.resolve("script"), "#!/no/such/interpreter\n");
        assertThat(script.toFile().setExecutable(true)).isTrue();
        assertNotStarted(request(7, script.toString()), Cause.PROGRAM_NOT_EXECUTABLE, "script");
    }

    @Test
    void givesExactlyTheEnvironment() throws IOException, InterruptedException {
        Path out = dir.resolve("env");
        run(request(1, "env")
                .environment(Map.of("PATH", "/usr/bin:/bin", "EMPTY", "", "TWO", "a=b c"))
                .stdout(out));
        assertThat(Files.readAllLines(out)).containsExactlyInAnyOrder("PATH=/usr/bin:/bin", "EMPTY=", "TWO=a=b c");
    }

    @Test
    void findsTheProgramInThePathOfItsOwnEnvironment() throws IOException, InterruptedException {
        Path program = Files.writeString(dir.resolve("only-here"), "#!/bin/sh\nexit 7\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
        ProcessExit exit = run(request(1, "only-here").environment(Map.of("PATH", "/bin:" + dir)));
        assertThat(exit.exitCode()).isEqualTo(7);
    }

    @Test
    void startsInTheWorkdir() throws IOException, InterruptedException {
        Path out = dir.resolve("pwd");
        Path workdir = Files.createDirectory(dir.resolve("work"));
        run(request(1, "pwd", "-P").workdir(workdir).stdout(out));
        assertThat(out).hasContent(workdir.toRealPath() + "\n");
    }

    @Test
    void readsTheFileOrNothing() throws IOException, InterruptedException {
        Path in = Files.writeString(dir.resolve("in"), "some input\n");
        Path out = dir.resolve("out");
        run(request(1, "cat").stdin(in).stdout(out));
        run(request(2, "cat").stdout(out));
        assertThat(out).hasContent("some input\n");
    }

    @Test
    void appendsToAFileWhoseFoldersItMakes() throws IOException, InterruptedException {
        Path out = dir.resolve("a/b/out");
        run(request(1, "echo", "one").stdout(out));
        run(request(2, "echo", "two").stdout(out));
        assertThat(out).hasContent("one\ntwo\n");
    }

    @Test
    void sendsErrorsWhereTheOutputGoes() throws IOException, InterruptedException {
        Path out = dir.resolve("both");
        run(shell(1, "echo 1; echo 2 >&2; echo 3").stdout(out).stderr(Output.toStdout()));
        assertThat(out).hasContent("1\n2\n3\n");
    }

    @Test
    void carriesMuchOutputOnBothStreams() throws IOException, InterruptedException {
        Path out = dir.resolve("out");
        Path err = dir.resolve("err");
        run(shell(1, "seq 100000 & seq 100000 >&2; wait").stdout(out).stderr(Output.appendTo(err)));
        assertThat(Files.readAllLines(out)).hasSize(100_000).endsWith("100000");
        assertThat(err).hasSameTextualContentAs(out);
    }

    @Test
    void terminatesAProcessAndItsChildren() throws IOException, InterruptedException {
        Path out = dir.resolve("out");
        session.start(shell(1, "sleep 600 & echo $!; wait").stdout(out).build());
        eventually.untilContains(out, "\n");
        session.signal(1, Signal.TERM);
        assertEndedBy(15, recorder.await(1, Exited.class, TIMEOUT).exit());
        eventually.untilGone(Long.parseLong(Files.readString(out).strip()));
    }

    @Test
    void killsWhatIgnoresTermination() throws InterruptedException {
        Path out = dir.resolve("out");
        session.start(shell(1, "trap 'echo asked' TERM; echo ready; while :; do sleep 0.05; done")
                .stdout(out)
                .build());
        eventually.untilContains(out, "ready");
        session.signal(1, Signal.TERM);
        eventually.untilContains(out, "asked");
        assertThat(recorder.of(1)).hasSize(1);
        session.signal(1, Signal.KILL);
        assertEndedBy(9, recorder.await(1, Exited.class, TIMEOUT).exit());
    }

    @Test
    void toleratesASignalToWhatHasEnded() throws InterruptedException {
        run(request(1, "true"));
        session.signal(1, Signal.TERM);
        session.signal(2, Signal.KILL);
        assertThat(run(request(3, "true")).exitCode()).isZero();
    }

    @Test
    void keepsASignalUntilThereIsAProcess() throws InterruptedException {
        session.start(request(1, "sleep", "600").build());
        session.signal(1, Signal.KILL);
        assertEndedBy(9, recorder.await(1, Exited.class, TIMEOUT).exit());
    }

    @Test
    void endsAndReportsWhatIsLeftWhenClosed() throws InterruptedException {
        session.start(request(1, "sleep", "600").build());
        long pid = recorder.await(1, Started.class, TIMEOUT).pid();
        closeSession();
        eventually.untilGone(pid);
        assertThat(recorder.of(1)).hasSize(2).last().isInstanceOf(Exited.class);
    }

    @Test
    void appliesStepsInTheirOrder() throws IOException, InterruptedException {
        List<String> calls = new CopyOnWriteArrayList<>();
        RecordingStep outer = new RecordingStep("outer", List.of("env", "OUTER=1"), null, calls);
        RecordingStep inner = new RecordingStep("inner", List.of("env", "INNER=$OUTER", "OUTER=2"), null, calls);
        Path out = dir.resolve("out");
        run(shell(1, "echo $INNER $OUTER").steps(outer, inner).stdout(out));
        assertThat(out).hasContent("$OUTER 2\n");
        assertThat(calls)
                .containsExactly(
                        "outer before",
                        "inner before",
                        "inner after",
                        "outer after",
                        "outer spawned",
                        "inner spawned",
                        "outer release",
                        "inner release");
        assertThat(outer.spawners()).containsOnly(inner.spawners().get(0));
    }

    @Test
    void releasesStepsOfAFailedStart() throws InterruptedException {
        List<String> calls = new CopyOnWriteArrayList<>();
        assertNotStarted(
                request(1, "no-such-program-anywhere").steps(new RecordingStep("only", List.of(), null, calls)),
                Cause.PROGRAM_MISSING,
                "no-such-program-anywhere");
        assertThat(calls).containsOnlyOnce("only release").doesNotContain("only spawned");
    }

    @Test
    void heedsAStepThatRefuses() throws InterruptedException {
        List<String> calls = new CopyOnWriteArrayList<>();
        RecordingStep willing = new RecordingStep("willing", List.of(), null, calls);
        RecordingStep refusing = new RecordingStep("refusing", List.of(), "no room in the cell", calls);
        assertNotStarted(request(1, "true").steps(willing, refusing), Cause.LAUNCH_STEP, "no room in the cell");
        assertThat(calls)
                .containsOnlyOnce("willing after", "willing release", "refusing release")
                .doesNotContain("refusing after", "willing spawned");
    }

    private static RequestBuilder request(long id, String... command) {
        return new RequestBuilder(id, List.of(command));
    }

    private static RequestBuilder shell(long id, String script) {
        return request(id, "sh", "-c", script);
    }

    private ProcessExit run(RequestBuilder builder) throws InterruptedException {
        LaunchRequest request = builder.build();
        session.start(request);
        return recorder.await(request.id(), Exited.class, TIMEOUT).exit();
    }

    private void assertNotStarted(RequestBuilder builder, Cause cause, String reason) throws InterruptedException {
        LaunchRequest request = builder.build();
        session.start(request);
        assertThat(recorder.awaitEnd(request.id(), TIMEOUT)).isInstanceOf(NotStarted.class);
        assertThat(recorder.of(request.id())).singleElement().satisfies(event -> {
            Outcome.NotStarted why = ((NotStarted) event).why();
            assertThat(why.reason()).contains(reason);
            assertThat(why.cause()).as(why.reason()).isEqualTo(cause);
        });
    }

    /** Launchers that cannot tell a signal from an exit code report 128 + its number. */
    private static void assertEndedBy(int signal, ProcessExit exit) {
        if (exit.signal() == 0) {
            assertThat(exit.exitCode()).isEqualTo(128 + signal);
        } else {
            assertThat(exit.signal()).isEqualTo(signal);
            assertThat(exit.exitCode()).isEqualTo(-1);
        }
    }
}
