package org.expool.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.expool.InvalidSettingsException;
import org.expool.MemoryLimit;
import org.expool.Outcome;
import org.expool.Output;
import org.expool.Problem;
import org.expool.ProviderMissingException;
import org.expool.spi.TopologyException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
class BatchCommandTest {

    private static final String LINE = "{\"name\": \"%s\", \"command\": [\"true\"]}\n";

    private final CliTester cli = new CliTester();

    @TempDir
    Path folder;

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    @Test
    void runsTheJobsOfAFileAndSumsUp() throws IOException {
        String batch = file("a.yaml", "pool: {workers: 3}\njobs: [{name: a, category: c}, {name: b, category: c}]");

        assertThat(cli.run("batch", batch)).isZero();

        assertThat(cli.pool().names()).containsExactly("a", "b");
        assertThat(cli.pool().workers()).isEqualTo(3);
        assertThat(cli.pool().isClosed()).isTrue();
        assertThat(cli.out()).contains("category").contains("2 jobs in 2.50 s, at most 2 at a time: 2 succeeded.");
        assertThat(cli.err()).contains("[1/2] ok").contains("[2/2] ok");
    }

    @Test
    void letsOptionsGoBeforeTheFilesSettings() throws IOException {
        String batch = file("a.yaml", "pool: {workers: 3, timeout: 1h, name: p}\njobs: []");

        cli.run("batch", "--workers=7", "--timeout", "1.5s", "--grace", "0", "--memory-limit", "75%", batch);

        assertThat(cli.pool().settings().workers()).isEqualTo(7);
        assertThat(cli.pool().settings().memory().limit()).isEqualTo(MemoryLimit.ofPercent(75));
        assertThat(cli.pool().settings().timeout()).isEqualTo(Duration.ofMillis(1500));
        assertThat(cli.pool().settings().grace()).isZero();
        assertThat(cli.pool().settings().name()).isEqualTo("p");
    }

    @Test
    void startsNothingOfABadFile() throws IOException {
        String batch = file("a.yaml", "jobs:\n- {name: good}\n- {nmae: bad}\n- {task: [x]}\n");

        assertThat(cli.run("batch", batch)).isEqualTo(3);

        assertThat(cli.pools).isEmpty();
        assertThat(cli.out()).isEmpty();
        assertThat(cli.err().lines())
                .containsExactly(
                        batch + ":3: unknown key 'nmae'; did you mean 'name'?",
                        batch + ":4: task: expected a single value, not a list");
    }

    @Test
    void saysThatAFileIsMissing() {
        String absent = folder.resolve("absent.yaml").toString();

        assertThat(cli.run("batch", absent)).isEqualTo(3);
        assertThat(cli.err()).isEqualTo("expool: " + absent + ": no such file\n");
        assertThat(cli.run("batch", folder.toString())).isEqualTo(3);
    }

    @Test
    void exitsWithOneIfAnyJobDidNotSucceed() {
        cli.outcome = job -> job.name().equals("b") ? new Outcome.Failed(3) : new Outcome.Succeeded();

        int code = cli.input(LINE.formatted("a") + LINE.formatted("b") + LINE.formatted("c"))
                .run("batch", "-");

        assertThat(code).isEqualTo(1);
        assertThat(cli.pool().names()).containsExactly("a", "b", "c");
        assertThat(cli.out()).contains("2 succeeded, 1 did not").containsPattern("b +failed +exit code 3");
    }

    @Test
    void haltsAtTheFirstFailureAndLosesNoJob() throws IOException {
        String batch = file("a.yaml", "jobs: [{name: a}, {name: b}, {name: c}, {name: d}]");
        cli.outcome = job -> job.name().equals("b") ? new Outcome.Signalled(9) : new Outcome.Succeeded();

        assertThat(cli.run("batch", "--halt", batch)).isEqualTo(1);
        assertThat(cli.pool().names()).containsExactly("a", "b", "c", "d");
        assertThat(cli.pool().cancelledBecause).contains("'b' did not succeed");

        assertThat(cli.run("batch", "--keep-going", batch)).isEqualTo(1);
        assertThat(cli.pool().names()).containsExactly("a", "b", "c", "d");
    }

    @Test
    void exitsWith124IfThePoolRanOutOfTime() throws IOException {
        cli.inTime = false;

        assertThat(cli.run("batch", "--timeout", "5m", file("a.yaml", "jobs: [{name: a}]")))
                .isEqualTo(124);
    }

    @Test
    void reportsBadLinesOfAStreamAndRunsAllOthers() {
        String stream = "\n" + LINE.formatted("a") + "{\"name\": \n\n{\"nam\": 1}\n[]\n" + LINE.formatted("z");

        assertThat(cli.input(stream).run("batch", "--quiet", "-")).isEqualTo(3);

        assertThat(cli.pool().names()).containsExactly("a", "z");
        assertThat(cli.err().lines())
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("-:3: not valid JSON"),
                        line -> assertThat(line).isEqualTo("-:5: unknown key 'nam'; did you mean 'name'?"),
                        line -> assertThat(line).startsWith("-:6: expected a job"));
    }

    @Test
    void takesAnEmptyStreamForAnEmptyBatch() {
        assertThat(cli.input("").run("batch", "--json", "-")).isZero();
        assertThat(cli.outLines())
                .singleElement()
                .asString()
                .startsWith("{\"schema\":\"expool/summary/v1\",\"jobs\":0,");
        assertThat(cli.input("\n \n").run("batch", "-")).isZero();
    }

    @Test
    void readsAWholeDocumentFromTheInput() {
        assertThat(cli.input("jobs:\n- {name: a}\n").run("batch", "-")).isZero();
        assertThat(cli.pool().names()).containsExactly("a");
        assertThat(cli.input("{\"jobs\": [{\"name\": \"b\"}]}\n").run("batch", "-"))
                .isZero();
        assertThat(cli.pool().names()).containsExactly("b");
        assertThat(cli.input("jobs:\n- {nam: a}\n").run("batch", "-")).isEqualTo(3);
        assertThat(cli.err()).startsWith("-:2: unknown key");
    }

    @Test
    void passesOverAByteOrderMark() throws IOException {
        for (String name : List.of("a.jsonl", "a.json", "a.yaml", "a")) {
            String text = name.equals("a.jsonl") ? LINE.formatted("x") : "{\"jobs\": [{\"name\": \"x\"}]}";
            assertThat(cli.run("batch", file(name, "\uFEFF" + text))).as(name).isZero();
            assertThat(cli.pool().names()).containsExactly("x");
        }
        assertThat(cli.input("\uFEFF" + LINE.formatted("x")).run("batch", "-")).isZero();
        assertThat(cli.input("\uFEFFjobs: [{name: x}]").run("batch", "-")).isZero();
    }

    @Test
    void startsJobsOfAStreamWhileMoreArrive() throws Exception {
        BlockingQueue<String> started = new LinkedBlockingQueue<>();
        cli.outcome = job -> {
            started.add(job.name());
            return new Outcome.Succeeded();
        };
        PipedInputStream in = new PipedInputStream();
        cli.input = in;
        try (PipedOutputStream writer = new PipedOutputStream(in)) {
            CompletableFuture<Integer> code = CompletableFuture.supplyAsync(
                    () -> cli.run("batch", "-"), work -> new Thread(work, "batch-test").start());

            send(writer, LINE.formatted("first"));
            assertThat(started.poll(20, TimeUnit.SECONDS)).isEqualTo("first");
            send(writer, LINE.formatted("second"));
            assertThat(started.poll(20, TimeUnit.SECONDS)).isEqualTo("second");
            assertThat(code).isNotDone();

            writer.close();
            assertThat(code.get(20, TimeUnit.SECONDS)).isZero();
        }
    }

    @Test
    void endsAStreamThatOutlastsTheTimeout() throws Exception {
        PipedInputStream in = new PipedInputStream();
        cli.input = in;
        try (PipedOutputStream writer = new PipedOutputStream(in)) {
            send(writer, LINE.formatted("first"));

            assertThat(cli.run("batch", "--timeout", "200ms", "-")).isEqualTo(124);
        }
    }

    @Test
    void endsAStreamAtTheFirstFailureWhenHalting() throws Exception {
        cli.outcome = job -> new Outcome.Failed(1);
        PipedInputStream in = new PipedInputStream();
        cli.input = in;
        try (PipedOutputStream writer = new PipedOutputStream(in)) {
            send(writer, LINE.formatted("first"));

            assertThat(cli.run("batch", "--halt", "-")).isEqualTo(1);
        }
    }

    private static void send(PipedOutputStream writer, String line) throws IOException {
        writer.write(line.getBytes(StandardCharsets.UTF_8));
        writer.flush();
    }

    @Test
    void sendsTheJobsOutputToStandardErrorWithJson() throws IOException {
        String batch = file("a.yaml", "jobs: [{name: a}, {name: b, stdout: inherit}, {name: c, stdout: discard}]");
        BlockingQueue<Output> outputs = new LinkedBlockingQueue<>();
        cli.outcome = job -> {
            outputs.add(job.stdout());
            return new Outcome.Succeeded();
        };

        cli.run("batch", "--json", batch);
        assertThat(outputs).containsExactly(Output.processStderr(), Output.processStderr(), Output.discard());
        assertThat(cli.outLines()).hasSize(4).allMatch(line -> line.startsWith("{\"schema\":\"expool/"));
        assertThat(cli.err()).isEmpty();

        outputs.clear();
        cli.run("batch", batch);
        assertThat(outputs).containsExactly(Output.inherit(), Output.inherit(), Output.discard());
    }

    @Test
    void handsTheWholeFileOverAtOnce() throws IOException {
        String batch = file("a.yaml", """
                tasks: [{name: empty}, {name: full}]
                jobs: [{name: a, task: full, after: b}, {name: b}]
                """);

        assertThat(cli.run("batch", "--json", batch)).isZero();

        assertThat(cli.pool().names()).containsExactly("a", "b");
        assertThat(cli.pool().tasks()).extracting(task -> task.task().name()).containsExactly("empty", "full");
        assertThat(cli.outLines()).hasSize(5);
        assertThat(cli.outLines().get(2)).startsWith("{\"schema\":\"expool/task/v1\",\"name\":\"empty\"");
        assertThat(cli.outLines().get(4)).startsWith("{\"schema\":\"expool/summary/v1\"");
    }

    @Test
    void startsNothingWhereNamesAreWrong() throws IOException {
        String batch = file("a.yaml", "jobs:\n- {name: a, after: c}\n- {name: b}\n");

        assertThat(cli.run("batch", batch)).isEqualTo(3);

        assertThat(cli.err()).isEqualTo(batch + ":2: after: there is no job or task 'c'\n");
        assertThat(cli.pools).isEmpty();
    }

    @Test
    void takesWhatThePoolRefusesForABadLine() {
        cli.outcome = job -> {
            if (job.name().equals("b")) {
                throw new InvalidSettingsException("job 'b'", List.of(new Problem("after", "x", "is not known")));
            }
            return new Outcome.Succeeded();
        };
        String refused = "{\"name\": \"b\", \"after\": \"x\"}\n{\"name\": \"c\", \"resources\": {\"gpu\": 1}}\n";

        assertThat(cli.input(LINE.formatted("a") + refused + LINE.formatted("z"))
                        .run("batch", "--quiet", "-"))
                .isEqualTo(3);

        assertThat(cli.pool().names()).containsExactly("a", "z");
        assertThat(cli.err().lines())
                .satisfiesExactly(
                        line -> assertThat(line).isEqualTo("-:2: after 'x': is not known"),
                        line -> assertThat(line).startsWith("-:3: resources.gpu: is not a resource of the pool"));
    }

    @Test
    void aJobOfAStreamThatNoProviderCanServeCostsNoOther() {
        cli.outcome = job -> {
            switch (job.name()) {
                case "bound" -> throw new ProviderMissingException("nothing binds to CPUs here");
                case "late" -> throw new TopologyException("/sys cannot be read", null);
                default -> {
                    return new Outcome.Succeeded();
                }
            }
        };
        String stream = LINE.formatted("a") + LINE.formatted("bound") + LINE.formatted("late") + LINE.formatted("z");

        assertThat(cli.input(stream).run("batch", "--quiet", "-")).isEqualTo(4);

        assertThat(cli.pool().names()).containsExactly("a", "z");
        assertThat(cli.pool().cancelledBecause).isEmpty();
        assertThat(cli.err().lines()).containsExactly("-:2: nothing binds to CPUs here", "-:3: /sys cannot be read");
    }

    @Test
    void aFaultWhileAStreamIsReadIsToldAsItIs() {
        cli.outcome = job -> {
            throw new IllegalStateException("oops");
        };

        assertThat(cli.input(LINE.formatted("a")).run("batch", "-")).isEqualTo(125);
        assertThat(cli.err()).isEqualTo("expool: internal error: java.lang.IllegalStateException: oops\n");
    }

    @Test
    void passesOnWhetherToChainAndToGroup() throws IOException {
        String batch = file("a.yaml", "pool: {chaining: true}\njobs: [{name: a}, {name: b, stdout: discard}]");
        BlockingQueue<Output> outputs = new LinkedBlockingQueue<>();
        cli.outcome = job -> {
            outputs.add(job.stdout());
            outputs.add(job.stderr());
            return new Outcome.Succeeded();
        };

        cli.run("batch", "--no-chaining", "--group", batch);
        assertThat(cli.pool().settings().chaining()).isFalse();
        assertThat(outputs).containsExactly(Output.grouped(), Output.grouped(), Output.discard(), Output.grouped());

        outputs.clear();
        cli.run("batch", "--group", "--json", batch);
        assertThat(cli.pool().settings().chaining()).isTrue();
        assertThat(outputs)
                .containsExactly(Output.groupedProcessStderr(), Output.grouped(), Output.discard(), Output.grouped());
    }

    @Test
    void endsInOrderWhenTerminated() throws IOException {
        String batch = file("a.yaml", "jobs: [{name: a}]");
        cli.joining = pool -> {
            CliTester.terminateThisProcess();
            pool.cancelled.await();
        };

        assertThat(cli.run("batch", batch)).isEqualTo(143);

        assertThat(cli.pool().cancelledBecause).isEqualTo("expool received SIGTERM");
        assertThat(cli.pool().isClosed()).isTrue();
        assertThat(cli.out()).contains("1 job in");
    }

    @Test
    void endsInOrderWhenTerminatedWhileInputArrives() throws Exception {
        PipedInputStream in = new PipedInputStream();
        cli.input = in;
        cli.outcome = job -> {
            CliTester.terminateThisProcess();
            return new Outcome.Succeeded();
        };
        try (PipedOutputStream writer = new PipedOutputStream(in)) {
            send(writer, LINE.formatted("first"));

            assertThat(cli.run("batch", "-")).isEqualTo(143);
            assertThat(cli.pool().isClosed()).isTrue();
        }
    }

    @Test
    void explainsWrongUsage() throws IOException {
        String batch = file("a.yaml", "jobs: []");

        assertThat(cli.run("batch", "--workres", "3", batch)).isEqualTo(2);
        assertThat(cli.err()).startsWith("expool: unknown option '--workres'; did you mean '--workers'?");
        assertThat(cli.run("batch", "--workers", "0", batch)).isEqualTo(2);
        assertThat(cli.err()).startsWith("expool: --workers: must be at least 1");
        assertThat(cli.run("batch", "--memory-limit", "0", batch)).isEqualTo(2);
        assertThat(cli.err()).contains("--memory-limit").contains("the memory limit must be more than zero");
        assertThat(cli.run("batch", "--timeout", "soon", batch)).isEqualTo(2);
        assertThat(cli.err()).contains("--timeout").contains("expected a duration");
        assertThat(cli.run("batch", "--halt", "--keep-going", batch)).isEqualTo(2);
        assertThat(cli.run("batch")).isEqualTo(2);
        assertThat(cli.run("batch", batch, batch)).isEqualTo(2);
        assertThat(cli.run("bach", batch)).isEqualTo(2);
        assertThat(cli.err()).startsWith("expool: unknown command 'bach'; did you mean 'batch'?");
        assertThat(cli.run()).isEqualTo(2);
        assertThat(cli.out()).isEmpty();
        assertThat(cli.pools).isEmpty();
    }

    @Test
    void tellsAMissingProviderFromAFaultOfItsOwn() throws IOException {
        String batch = file("a.yaml", "jobs: []");

        int missing = cli.run(
                settings -> {
                    throw new ProviderMissingException("no launcher");
                },
                "batch",
                batch);
        assertThat(missing).isEqualTo(4);
        assertThat(cli.err()).isEqualTo("expool: no launcher\n");

        int fault = cli.run(
                settings -> {
                    throw new IllegalStateException("oops");
                },
                "batch",
                batch);
        assertThat(fault).isEqualTo(125);
        assertThat(cli.err()).isEqualTo("expool: internal error: java.lang.IllegalStateException: oops\n");
    }
}
