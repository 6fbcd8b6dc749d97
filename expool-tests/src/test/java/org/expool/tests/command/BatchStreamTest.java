package org.expool.tests.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.expool.testkit.Eventually;
import org.expool.testkit.NoLeaks;
import org.expool.tests.support.JsonLine;
import org.expool.tests.support.Ran;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** {@code expool batch -}. */
@ExtendWith(NoLeaks.class)
class BatchStreamTest {

    private static final long TIMEOUT_SECONDS = 60;

    @TempDir
    Path dir;

    private ExpoolScript expool;

    @BeforeEach
    void setUp() {
        expool = new ExpoolScript(dir);
    }

    @Test
    void aJobThatReadsStandardInputDoesNotEatTheStream() throws IOException, InterruptedException {
        String reader = "{\"name\": \"reader\", \"command\": [\"cat\"], \"stdout\": \"eaten\"}\n";
        String other = "{\"name\": \"other\", \"command\": [\"true\"]}\n";
        Ran ran = expool.runWithInput(reader + other.repeat(20), "batch", "--workers", "1", "--json", "-");
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        assertThat(JsonLine.all(ran.out())).hasSize(22);
        assertThat(dir.resolve("eaten")).isEmptyFile();
    }

    @Test
    void jobsStartWhileInputStillArrives() throws IOException, InterruptedException {
        Process process = start("batch", "-");
        try (OutputStream input = process.getOutputStream()) {
            for (String name : new String[] {"first", "second"}) {
                send(input, "{\"name\": \"" + name + "\", \"command\": [\"touch\", \"" + name + "\"]}");
                awaitFile(name);
            }
        }
        assertThat(process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
    }

    @Test
    void aBadLineIsReportedAndAllOthersRun() throws IOException, InterruptedException {
        Ran ran = expool.runWithInput("""
                {"name": "first", "command": ["touch", "first"]}
                {"name": "second", "comand": ["touch", "second"]}
                {"name": "third", "command": [
                {"name": "fourth", "command": ["touch", "fourth"]}
                """, "batch", "-");
        assertThat(ran.exitCode()).isEqualTo(3);
        assertThat(ran.err().lines())
                .anySatisfy(line -> assertThat(line).contains("-:2", "comand", "command"))
                .anySatisfy(line -> assertThat(line).contains("-:3"));
        assertThat(dir.resolve("first")).exists();
        assertThat(dir.resolve("second")).doesNotExist();
        assertThat(dir.resolve("fourth")).exists();
    }

    @Test
    void anEmptyStreamIsAnEmptyBatch() throws IOException, InterruptedException {
        Ran ran = expool.runWithInput("", "batch", "--json", "-");
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        assertThat(JsonLine.all(ran.out()))
                .singleElement()
                .satisfies(line -> assertThat(line.get("jobs")).isEqualTo("0"));
    }

    @Test
    void aTerminatedCommandLeavesNoJobBehind() throws IOException, InterruptedException {
        Process process = start("batch", "--quiet", "-");
        try (OutputStream input = process.getOutputStream()) {
            send(
                    input,
                    "{\"name\": \"sleeper\", \"command\": [\"sh\", \"-c\", \"echo $$ > pid.part; mv pid.part pid;"
                            + " sleep 600\"]}");
            awaitFile("pid");
            process.destroy();
            assertThat(process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(process.exitValue()).isEqualTo(143);
        Path job = Path.of("/proc", Files.readString(dir.resolve("pid")).strip(), "cmdline");
        assertThat(Files.exists(job) ? Files.readString(job) : "").isEmpty();
    }

    private Process start(String... arguments) throws IOException {
        return expool.builder(arguments)
                .redirectOutput(Redirect.DISCARD)
                .redirectError(Redirect.DISCARD)
                .start();
    }

    private static void send(OutputStream input, String line) throws IOException {
        input.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        input.flush();
    }

    private void awaitFile(String name) {
        Eventually.within(Duration.ofSeconds(TIMEOUT_SECONDS))
                .until(name + " appears", () -> Files.exists(dir.resolve(name)));
    }
}
