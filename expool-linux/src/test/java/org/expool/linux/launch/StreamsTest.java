package org.expool.linux.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.expool.Output;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The standard streams of a process. */
class StreamsTest {

    private static final int LINES = 100_000;
    private static final String WRITER =
            "seq " + LINES + " & awk 'BEGIN { for (i = 1; i <= " + LINES + "; i++) print i > \"/dev/stderr\" }'; wait";

    private final SessionFixture launch = new SessionFixture();

    @TempDir
    Path folder;

    private Path out;
    private Path err;

    @BeforeEach
    void name() {
        out = folder.resolve("logs/deep/out");
        err = folder.resolve("err");
    }

    @AfterEach
    void close() {
        launch.close();
    }

    @Test
    void manyLinesOnBothStreamsIntoTwoFiles() throws IOException {
        assertThat(launch.sh(WRITER)
                        .stdout(out)
                        .stderr(Output.appendTo(err))
                        .run()
                        .exitCode())
                .isZero();
        assertThat(Files.readAllLines(out)).hasSize(LINES).endsWith("100000");
        assertThat(Files.readAllLines(err)).hasSize(LINES).endsWith("100000");
    }

    @Test
    void manyLinesOnBothStreamsIntoOneFile() throws IOException {
        launch.sh(WRITER).stdout(out).stderr(Output.appendTo(out)).run();
        assertThat(Files.size(out)).isEqualTo(2L * 588_895);
    }

    @Test
    void stderrFollowsStdoutInTheOrderWritten() throws IOException {
        launch.sh("echo 1; echo 2 >&2; echo 3")
                .stdout(out)
                .stderr(Output.toStdout())
                .run();
        assertThat(Files.readAllLines(out)).containsExactly("1", "2", "3");
    }

    @Test
    void aFileIsAppendedTo() throws IOException {
        Files.writeString(err, "before\n");
        launch.command("echo", "after").stdout(err).run();
        assertThat(Files.readAllLines(err)).containsExactly("before", "after");
    }

    @Test
    void stdinIsEmptyOrTheFile() throws IOException {
        assertThat(launch.command("cat").stdout(out).run().exitCode()).isZero();
        assertThat(out).isEmptyFile();
        Files.writeString(err, "text");
        launch.command("cat").stdin(err).stdout(out).run();
        assertThat(out).hasContent("text");
    }

    @Test
    void theStreamsOfThisProcessAreInheritedAndCrossed() throws IOException {
        List<String> ours = List.of(
                Files.readSymbolicLink(Path.of("/proc/self/fd/1")).toString(),
                Files.readSymbolicLink(Path.of("/proc/self/fd/2")).toString());
        String tell = "a=$(readlink /proc/$$/fd/1); b=$(readlink /proc/$$/fd/2); echo \"$a\" >$0; echo \"$b\" >>$0";
        launch.command("sh", "-c", tell, err.toString())
                .stdout(Output.inherit())
                .stderr(Output.inherit())
                .run();
        assertThat(Files.readAllLines(err)).isEqualTo(ours);
        launch.command("sh", "-c", tell, err.toString())
                .stdout(Output.processStderr())
                .stderr(Output.discard())
                .run();
        assertThat(Files.readAllLines(err)).containsExactly(ours.get(1), "/dev/null");
    }

    @Test
    void aFifoWaitsForItsLateReader() throws IOException {
        Path fifo = fifo();
        long id = launch.sh("echo to out; echo to err >&2")
                .stdout(fifo)
                .stderr(Output.toStdout())
                .start();
        launch.events.pid(id);
        // Other jobs run meanwhile.
        for (int i = 0; i < 20; i++) {
            assertThat(launch.command("true").run().exitCode()).isZero();
        }
        assertThat(launch.events.hasExited(id)).isFalse();
        assertThat(Files.readAllLines(fifo)).containsExactly("to out", "to err");
        assertThat(launch.events.exit(id).exitCode()).isZero();
    }

    @Test
    void aFifoWaitsForItsLateWriter() throws IOException {
        Path fifo = fifo();
        long id = launch.command("cat").stdin(fifo).stdout(out).start();
        launch.events.pid(id);
        assertThat(launch.command("true").run().exitCode()).isZero();
        assertThat(launch.events.hasExited(id)).isFalse();
        Files.writeString(fifo, "late but whole");
        assertThat(launch.events.exit(id).exitCode()).isZero();
        assertThat(out).hasContent("late but whole");
    }

    @Test
    void aMissingProgramIsNoticedAlsoBehindAFifo() throws IOException {
        assertThat(launch.command("no-such-program").stdout(fifo()).refusal()).contains("was not found in PATH");
    }

    private Path fifo() throws IOException {
        Path fifo = folder.resolve("fifo");
        assertThat(launch.command("mkfifo", fifo.toString()).run().exitCode()).isZero();
        return fifo;
    }
}
