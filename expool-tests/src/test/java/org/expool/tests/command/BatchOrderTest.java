package org.expool.tests.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.expool.testkit.NoLeaks;
import org.expool.tests.support.JsonLine;
import org.expool.tests.support.Ran;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** {@code expool batch FILE} with jobs that depend on each other, on tasks and on resources, and with retries. */
@ExtendWith(NoLeaks.class)
class BatchOrderTest {

    @TempDir
    Path dir;

    private ExpoolScript expool;

    @BeforeEach
    void setUp() {
        expool = new ExpoolScript(dir);
    }

    private List<JsonLine> run(int code, String yaml, String... options) throws IOException, InterruptedException {
        Files.writeString(dir.resolve("jobs.yaml"), yaml);
        String[] arguments = new String[options.length + 3];
        arguments[0] = "batch";
        arguments[1] = "--json";
        System.arraycopy(options, 0, arguments, 2, options.length);
        arguments[arguments.length - 1] = "jobs.yaml";
        Ran ran = expool.run(arguments);
        assertThat(ran.exitCode()).as(ran.out() + ran.err()).isEqualTo(code);
        return JsonLine.all(ran.out());
    }

    private static JsonLine named(String name, List<JsonLine> lines) {
        return lines.stream()
                .filter(line -> ('"' + name + '"').equals(line.get("name")))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aJobStartsAfterWhatItNames() throws IOException, InterruptedException {
        run(0, """
                pool: {workers: 3}
                tasks: [{name: making}]
                jobs:
                  - {name: last, after: [making, lone], command: [test, -e, a, -a, -e, b, -a, -e, lone]}
                  - {name: a, task: making, command: [sh, -c, 'sleep 0.2; touch a']}
                  - {name: b, task: making, after: a, command: [sh, -c, 'test -e a && touch b']}
                  - {name: lone, command: [touch, lone]}
                """);
    }

    @Test
    void aJobIsNotStartedIfWhatItNamesFailed() throws IOException, InterruptedException {
        List<JsonLine> lines = run(1, """
                jobs:
                  - {name: bad, command: ['false']}
                  - {name: next, after: bad, command: [touch, started]}
                  - {name: later, after: next, command: [touch, started]}
                """);
        assertThat(named("next", lines).get("outcome")).isEqualTo("\"not-started\"");
        assertThat(named("next", lines).get("reason")).contains("bad");
        assertThat(named("later", lines).get("outcome")).isEqualTo("\"not-started\"");
        assertThat(dir.resolve("started")).doesNotExist();
    }

    @Test
    void namesAreCheckedBeforeTheFirstStart() throws IOException, InterruptedException {
        Files.writeString(dir.resolve("jobs.yaml"), """
                pool: {resources: {gpu: 1}}
                jobs:
                  - {name: first, command: [touch, started]}
                  - {name: second, after: frist}
                  - {name: a, after: b}
                  - {name: b, after: a}
                  - {name: big, resources: {gpu: 2}}
                """);
        Ran ran = expool.run("batch", "jobs.yaml");
        assertThat(ran.exitCode()).isEqualTo(3);
        assertThat(ran.err().lines())
                .satisfiesExactly(
                        line -> assertThat(line)
                                .startsWith("jobs.yaml:4: after: ")
                                .contains("'first'"),
                        line -> assertThat(line).isEqualTo("jobs.yaml:5: after: 'a' waits for 'b' waits for 'a'"),
                        line -> assertThat(line).startsWith("jobs.yaml:7: resources.gpu: "));
        assertThat(dir.resolve("started")).doesNotExist();
    }

    @Test
    void inAStreamAnUnknownNameIsABadLine() throws IOException, InterruptedException {
        Ran ran = expool.runWithInput("""
                {"name": "first", "command": ["true"]}
                {"name": "second", "after": "first", "command": ["touch", "second"]}
                {"name": "third", "after": "fourth", "command": ["touch", "third"]}
                {"name": "fourth", "command": ["touch", "fourth"]}
                """, "batch", "--quiet", "-");
        assertThat(ran.exitCode()).isEqualTo(3);
        assertThat(ran.err().lines())
                .singleElement()
                .satisfies(line -> assertThat(line).startsWith("-:3: ").contains("fourth"));
        assertThat(dir.resolve("second")).exists();
        assertThat(dir.resolve("third")).doesNotExist();
        assertThat(dir.resolve("fourth")).exists();
    }

    @Test
    void waitingJobsStartByPriority() throws IOException, InterruptedException {
        List<JsonLine> lines = run(0, """
                pool: {workers: 1}
                jobs:
                  - {name: blocks, priority: 9, command: [sleep, 1]}
                  - {name: low, priority: -1, command: ['true']}
                  - {name: usual, command: ['true']}
                  - {name: high, priority: 5, command: ['true']}
                """);
        assertThat(lines.subList(0, 4))
                .extracting(line -> line.get("name"))
                .containsExactly("\"blocks\"", "\"high\"", "\"usual\"", "\"low\"");
        assertThat(named("high", lines).get("priority")).isEqualTo("5");
    }

    @Test
    void aUnitOfAResourceBelongsToOneJobAtATime() throws IOException, InterruptedException {
        String command = "command: [sh, -c, 'mkdir lock && test $UNIT = 0 && sleep 0.2 && rmdir lock']";
        List<JsonLine> lines = run(0, """
                pool: {workers: 4, resources: {gpu: {count: 1, variable: UNIT}}}
                jobs:
                  - {name: a, resources: {gpu: 1}, COMMAND}
                  - {name: b, resources: {gpu: 1}, COMMAND}
                  - {name: c, resources: {gpu: 1}, COMMAND}
                """.replace("COMMAND", command));
        assertThat(named("a", lines).get("resources.gpu")).isEqualTo("1");
    }

    @Test
    void aFailedJobIsTriedAgain() throws IOException, InterruptedException {
        List<JsonLine> lines = run(0, """
                jobs:
                  - name: flaky
                    command: [sh, -c, 'echo try >> tries; test $(wc -l < tries) -ge 3']
                    retry: {attempts: 4, backoff: 10ms}
                """);
        JsonLine flaky = named("flaky", lines);
        assertThat(flaky.fields())
                .containsEntry("attempts", "3")
                .containsEntry("earlierAttempts.0.attempt", "1")
                .containsEntry("earlierAttempts.0.outcome", "\"failed\"")
                .containsEntry("earlierAttempts.1.exitCode", "1")
                .doesNotContainKey("earlierAttempts.2.attempt");
        assertThat(dir.resolve("tries")).hasContent("try\ntry\ntry");
    }

    @Test
    void aTasksTimeoutEndsItsJobs() throws IOException, InterruptedException {
        List<JsonLine> lines = run(1, """
                pool: {workers: 1}
                tasks: [{name: slow, timeout: 500ms}, {name: part, parent: slow}, {name: other}]
                jobs:
                  - {name: runs, task: part, command: [sleep, 600]}
                  - {name: waits, task: slow, command: [touch, started]}
                  - {name: free, task: other, command: ['true']}
                """);
        assertThat(named("runs", lines).fields())
                .containsEntry("outcome", "\"timed-out\"")
                .containsEntry("timeoutOf", "\"task\"");
        assertThat(named("free", lines).get("outcome")).isEqualTo("\"succeeded\"");
        assertThat(dir.resolve("started")).doesNotExist();
        assertThat(lines.stream()
                        .filter(line -> line.get("schema").equals("\"expool/task/v1\""))
                        .map(line -> line.get("path") + line.get("state")))
                .containsExactly("\"slow\"\"failed\"", "\"slow/part\"\"failed\"", "\"other\"\"succeeded\"");
        assertThat(lines.get(lines.size() - 1).get("schema")).isEqualTo("\"expool/summary/v1\"");
    }

    @Test
    void aTasksStreamsAreThoseOfItsJobs() throws IOException, InterruptedException {
        run(0, """
                pool: {workers: 1}
                tasks: [{name: logs, stdout: {append: log, header: false}, stderr: stdout}]
                jobs:
                  - {task: logs, command: [sh, -c, 'echo out; echo err >&2']}
                  - {task: logs, stdout: other, command: [echo, other]}
                """);
        assertThat(dir.resolve("log")).hasContent("out\nerr");
        assertThat(dir.resolve("other")).hasContent("other");
    }

    @Test
    void groupedOutputsDoNotMix() throws IOException, InterruptedException {
        Files.writeString(dir.resolve("jobs.yaml"), """
                pool: {workers: 2}
                jobs:
                  - {command: [sh, -c, 'echo a1; sleep 0.3; echo a2; echo a3 >&2']}
                  - {command: [sh, -c, 'sleep 0.1; echo b1; sleep 0.3; echo b2']}
                """);
        Ran ran = expool.run("batch", "--group", "jobs.yaml");
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        assertThat(ran.out()).contains("a1\na2\n", "b1\nb2\n");
        assertThat(ran.err()).contains("a3\n");

        Ran json = expool.run("batch", "--group", "--json", "jobs.yaml");
        assertThat(JsonLine.all(json.out())).hasSize(3);
        assertThat(json.err()).contains("a1\na2\na3\n", "b1\nb2\n");
    }

    @Test
    void aViolationEndsHeavierRelativesUnlessForbidden() throws IOException, InterruptedException {
        String yaml = """
                pool: {workers: 1, chaining: CHAINING, categories: {calm: {chaining: false}}}
                jobs:
                  - {name: light, category: CATEGORY, size: 1, timeout: 700ms, command: [sleep, 600]}
                  - {name: heavy, category: CATEGORY, size: 2, command: ['true']}
                """;
        String chaining = yaml.replace("CHAINING", "true").replace("CATEGORY", "wild");
        JsonLine heavy = named("heavy", run(1, chaining));
        assertThat(heavy.fields())
                .containsEntry("outcome", "\"chained\"")
                .containsEntry("chainedBy.id", "1")
                .containsEntry("chainedBy.name", "\"light\"")
                .containsEntry("chainedBy.cause", "\"time\"");
        assertThat(named("light", run(1, chaining)).get("timeoutOf")).isEqualTo("\"job\"");

        assertThat(named("heavy", run(1, chaining, "--no-chaining")).get("outcome"))
                .isEqualTo("\"succeeded\"");
        assertThat(named("heavy", run(1, yaml.replace("CHAINING", "false").replace("CATEGORY", "wild")))
                        .get("outcome"))
                .isEqualTo("\"succeeded\"");
        assertThat(named("heavy", run(1, yaml.replace("CHAINING", "true").replace("CATEGORY", "calm")))
                        .get("outcome"))
                .isEqualTo("\"succeeded\"");
    }
}
