package org.expool.tests.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.expool.testkit.Eventually;
import org.expool.testkit.NoLeaks;
import org.expool.tests.support.JsonLine;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What signals do to the command while its jobs run. No job is left in any case, see {@link NoLeaks}. */
@ExtendWith(NoLeaks.class)
class SignalsTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(180);

    @TempDir
    Path dir;

    private ExpoolScript expool;

    @BeforeEach
    void setUp() {
        expool = new ExpoolScript(dir);
    }

    @ParameterizedTest
    @CsvSource({"INT, 130", "TERM, 143", "HUP, 129"})
    void endABatchInOrder(String signal, int code) throws IOException, InterruptedException {
        write("""
                pool: {workers: 1}
                jobs:
                  - {name: runs, command: [sh, -c, 'touch started; exec sleep 600']}
                  - {name: waits, command: [touch, waited]}
                """);
        Process process = start(List.of("batch", "--json", "jobs.yaml"));
        awaitFile("started");
        send(signal, process);
        awaitEnd(process, TIMEOUT);

        assertThat(process.exitValue()).isEqualTo(code);
        List<JsonLine> lines = JsonLine.all(read("out"));
        assertThat(lines).hasSize(3);
        assertThat(lines.subList(0, 2)).allSatisfy(line -> {
            assertThat(line.get("outcome")).isEqualTo("\"cancelled\"");
            assertThat(line.get("reason")).contains("SIG" + signal);
        });
        assertThat(lines.get(2).get("cancelled")).isEqualTo("2");
        assertThat(read("err")).contains("SIG" + signal);
        assertThat(dir.resolve("waited")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({"INT, 130", "TERM, 143", "HUP, 129"})
    void endASingleCommandInOrder(String signal, int code) throws IOException, InterruptedException {
        String script = "trap 'touch ended; exit 7' TERM; touch started; while :; do sleep 0.05; done";
        Process process = start(List.of("run", "--grace", "60s", "--", "sh", "-c", script));
        awaitFile("started");
        send(signal, process);
        awaitEnd(process, TIMEOUT);

        assertThat(process.exitValue()).isEqualTo(code);
        assertThat(dir.resolve("ended")).exists();
        assertThat(read("err")).contains("SIG" + signal, "cancelled");
    }

    @Test
    void aSecondInterruptDoesNotWaitForTheGrace() throws IOException, InterruptedException {
        write("""
                jobs:
                  - {name: stubborn, command: [sh, -c, 'trap "" TERM; touch started; while :; do sleep 0.2; done']}
                """);
        Process process = start(List.of("batch", "--json", "--grace", "600s", "jobs.yaml"));
        awaitFile("started");
        send("INT", process);
        awaitText("err", "SIGINT");
        assertThat(process.isAlive()).isTrue();
        send("INT", process);
        awaitEnd(process, TIMEOUT);

        assertThat(process.exitValue()).isEqualTo(130);
        assertThat(JsonLine.all(read("out")).get(0).get("outcome")).isEqualTo("\"cancelled\"");
    }

    @Test
    void aSecondInterruptHelpsAlsoIfTheReportIsNotRead() throws IOException, InterruptedException {
        write("jobs:\n" + "- {command: [sh, -c, 'exit 0']}\n".repeat(300)
                + "- {command: [sh, -c, 'touch started; exec sleep 600']}\n");
        // This output is not read, and it is larger than the capacity of a pipe.
        Process process = builder(List.of("batch", "--json", "--workers", "2", "jobs.yaml"))
                .redirectError(dir.resolve("err").toFile())
                .start();
        awaitFile("started");
        send("INT", process);
        awaitText("err", "SIGINT");
        send("INT", process);
        awaitEnd(process, TIMEOUT);

        assertThat(process.exitValue()).isEqualTo(130);
    }

    @Test
    void whatWasIgnoredAtTheStartStaysIgnored() throws IOException, InterruptedException {
        write("""
                jobs:
                  - {command: [sh, -c, 'touch started; while [ ! -e go ]; do sleep 0.05; done']}
                """);
        ProcessBuilder builder = builder(List.of("batch", "jobs.yaml"));
        builder.command().addAll(0, List.of("sh", "-c", "trap '' HUP; exec \"$@\"", "sh"));
        builder.command().remove("--default-signal=INT,TERM,HUP");
        Process process = redirected(builder).start();
        awaitFile("started");
        send("HUP", process);
        Files.createFile(dir.resolve("go"));
        awaitEnd(process, TIMEOUT);

        assertThat(process.exitValue()).as(read("err")).isZero();
        assertThat(read("err")).doesNotContain("SIGHUP");
    }

    @Test
    void aBatchThatStillWaitsForItsFirstLineEndsToo() throws IOException, InterruptedException {
        Process process = start(List.of("batch", "-"));
        send("TERM", process);
        awaitEnd(process, TIMEOUT);

        assertThat(process.exitValue()).isEqualTo(143);
    }

    private Process start(List<String> arguments) throws IOException {
        return redirected(builder(arguments)).start();
    }

    /** The process that runs these tests may ignore signals, which children inherit. */
    private ProcessBuilder builder(List<String> arguments) {
        ProcessBuilder builder = expool.builder(arguments.toArray(String[]::new));
        List<String> words = new ArrayList<>(List.of("env", "--default-signal=INT,TERM,HUP"));
        words.addAll(builder.command());
        return builder.command(words);
    }

    private ProcessBuilder redirected(ProcessBuilder builder) {
        return builder.redirectOutput(dir.resolve("out").toFile())
                .redirectError(dir.resolve("err").toFile());
    }

    private static void send(String signal, Process process) throws IOException, InterruptedException {
        int code = new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                .start()
                .waitFor();
        assertThat(code).isZero();
    }

    private void awaitEnd(Process process, Duration limit) throws IOException, InterruptedException {
        boolean ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        assertThat(ended).as("ended; %s", read("err")).isTrue();
    }

    private void awaitFile(String name) {
        Eventually.within(TIMEOUT).until(name + " appears", () -> Files.exists(dir.resolve(name)));
    }

    private void awaitText(String name, String text) {
        Eventually.within(TIMEOUT).untilContains(dir.resolve(name), text);
    }

    private String read(String name) throws IOException {
        Path file = dir.resolve(name);
        return Files.exists(file) ? Files.readString(file) : "";
    }

    private void write(String yaml) throws IOException {
        Files.writeString(dir.resolve("jobs.yaml"), yaml);
    }
}
