package org.expool.tests.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.expool.testkit.NoLeaks;
import org.expool.tests.support.HouseModule;
import org.expool.tests.support.JsonLine;
import org.expool.tests.support.Ran;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** {@code expool batch FILE}. */
@ExtendWith(NoLeaks.class)
class BatchFileTest {

    @TempDir
    Path dir;

    private ExpoolScript expool;

    @BeforeEach
    void setUp() {
        expool = new ExpoolScript(dir);
    }

    @Test
    void printsAnObjectForEachJobAndASummary() throws IOException, InterruptedException {
        write("""
                pool: {name: nets, workers: 1}
                tasks: [{name: networks}]
                jobs:
                  - {name: shuffle, command: [sh, -c, 'exit 0'], task: networks, category: shuffle, size: 120, params: {k: v}}
                  - {name: broken, command: [sh, -c, 'kill -KILL $$']}
                """);
        Ran ran = expool.run("batch", "--json", "jobs.yaml");
        assertThat(ran.exitCode()).as(ran.err()).isEqualTo(1);
        List<JsonLine> lines = JsonLine.all(ran.out());
        assertThat(lines).hasSize(4);

        JsonLine shuffle = lines.get(0);
        assertThat(shuffle.fields().keySet())
                .containsSequence(
                        "schema",
                        "id",
                        "name",
                        "task",
                        "category",
                        "outcome",
                        "exitCode",
                        "signal",
                        "reason",
                        "attempts",
                        "submittedAt",
                        "startedAt",
                        "finishedAt",
                        "wallSeconds",
                        "userSeconds",
                        "systemSeconds",
                        "peakMemoryBytes",
                        "peakMemorySource",
                        "pid",
                        "cpus",
                        "postponed");
        assertThat(shuffle.fields())
                .containsEntry("schema", "\"expool/job/v1\"")
                .containsEntry("id", "1")
                .containsEntry("name", "\"shuffle\"")
                .containsEntry("task", "\"networks\"")
                .containsEntry("category", "\"shuffle\"")
                .containsEntry("outcome", "\"succeeded\"")
                .containsEntry("exitCode", "0")
                .containsEntry("signal", "null")
                .containsEntry("reason", "null")
                .containsEntry("attempts", "1")
                .containsEntry("cpus", "null")
                .containsEntry("params.k", "\"v\"")
                .containsEntry("postponed", "0");
        assertThat(shuffle.get("startedAt")).matches("\"\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z\"");
        assertThat(shuffle.get("wallSeconds")).matches("\\d+\\.\\d+");
        assertThat(shuffle.get("pid")).matches("[1-9]\\d*");

        assertThat(lines.get(1).fields())
                .containsEntry("name", "\"broken\"")
                .containsEntry("task", "null")
                .containsEntry("outcome", "\"failed\"")
                .containsEntry("exitCode", "null")
                .containsEntry("signal", "9");
        assertThat(lines.get(2).fields())
                .containsEntry("schema", "\"expool/task/v1\"")
                .containsEntry("name", "\"networks\"")
                .containsEntry("parent", "null")
                .containsEntry("path", "\"networks\"")
                .containsEntry("state", "\"succeeded\"")
                .containsEntry("added", "1")
                .containsEntry("done", "1")
                .containsEntry("terminated", "0");
        assertThat(lines.get(3).fields().keySet())
                .containsSequence(
                        "schema",
                        "jobs",
                        "succeeded",
                        "failed",
                        "timedOut",
                        "memoryExceeded",
                        "chained",
                        "cancelled",
                        "notStarted",
                        "lost",
                        "wallSeconds",
                        "peakWorkers",
                        "memoryPromisedByteSeconds",
                        "memoryMeasuredByteSeconds",
                        "memoryWastedSeconds",
                        "memoryEnded");
        assertThat(lines.get(3).fields())
                .containsEntry("schema", "\"expool/summary/v1\"")
                .containsEntry("jobs", "2")
                .containsEntry("succeeded", "1")
                .containsEntry("failed", "1")
                .containsEntry("peakWorkers", "1");
    }

    @Test
    void pathsAreRelativeToTheCaller() throws IOException, InterruptedException {
        Files.writeString(Files.createDirectory(dir.resolve("data")).resolve("in.net"), "b\na\n");
        Files.createDirectory(dir.resolve("batches"));
        Files.writeString(dir.resolve("batches/jobs.json"), """
                {"jobs": [{"name": "sort", "command": ["sort", "in.net"], "workdir": "data", "stdout": "logs/sort.out"}]}
                """);
        Ran ran = expool.run("batch", "batches/jobs.json");
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        assertThat(dir.resolve("logs/sort.out")).hasContent("a\nb\n");
        assertThat(ran.out()).isNotBlank();
    }

    @Test
    void anErrorInTheFileStopsBeforeTheFirstStart() throws IOException, InterruptedException {
        write("""
                jobs:
                  - {name: first, command: [touch, started]}
                  - name: second
                    command: [touch, started]
                    timeuot: 3m
                  - {name: third, command: [touch, started], timeout: soon}
                """);
        Ran ran = expool.run("batch", "jobs.yaml");
        assertThat(ran.exitCode()).isEqualTo(3);
        assertThat(ran.err().lines())
                .anySatisfy(line -> assertThat(line).contains("jobs.yaml:5", "timeuot", "timeout"))
                .anySatisfy(line -> assertThat(line).contains("jobs.yaml:6", "soon"));
        assertThat(dir.resolve("started")).doesNotExist();
    }

    @Test
    void whatIsWrongWithMemoryIsToldByName() throws IOException, InterruptedException {
        write("""
                pool: {memoryLimit: 101%}
                jobs:
                  - {name: first, command: [touch, started], memoryFixed: true}
                """);
        Ran ran = expool.run("batch", "jobs.yaml");
        assertThat(ran.exitCode()).isEqualTo(3);
        assertThat(ran.err()).contains("jobs.yaml:1", "memoryLimit", "jobs.yaml:3", "memoryFixed");
        assertThat(dir.resolve("started")).doesNotExist();
    }

    @Test
    void theTimeoutOfTheBatchEndsItWith124() throws IOException, InterruptedException {
        write("""
                jobs:
                  - {name: runs, command: [sleep, 600]}
                  - {name: waits, command: [touch, started]}
                """);
        Ran ran = expool.run("batch", "--json", "--workers", "1", "--timeout", "1s", "jobs.yaml");
        assertThat(ran.exitCode()).isEqualTo(124);
        assertThat(JsonLine.all(ran.out()).stream()
                        .filter(line -> line.get("name") != null)
                        .map(line -> line.get("name") + line.get("outcome")))
                .containsExactlyInAnyOrder("\"runs\"\"timed-out\"", "\"waits\"\"not-started\"");
        assertThat(dir.resolve("started")).doesNotExist();
    }

    @Test
    void whatCannotBeStartedStopsNothingElseUnlessAskedTo() throws IOException, InterruptedException {
        write("""
                pool: {workers: 1}
                jobs:
                  - {name: missing, command: [no-such-program-anywhere]}
                  - {name: second, command: [touch, started]}
                """);
        Ran halted = expool.run("batch", "--halt", "--json", "jobs.yaml");
        assertThat(halted.exitCode()).isEqualTo(1);
        assertThat(JsonLine.all(halted.out())).hasSize(3);
        Ran ran = expool.run("batch", "jobs.yaml");
        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.out() + ran.err()).contains("no-such-program-anywhere");
        assertThat(dir.resolve("started")).exists();
    }

    @Test
    @Tag("slow")
    void theExampleOfTheReadmeRuns() throws IOException, InterruptedException {
        Ran ran = new ExpoolScript(HouseModule.projectRoot()).run("batch", "examples/compress/jobs.yaml");
        assertThat(ran.exitCode()).as(ran.out() + ran.err()).isZero();
    }

    private void write(String yaml) throws IOException {
        Files.writeString(dir.resolve("jobs.yaml"), yaml);
    }
}
