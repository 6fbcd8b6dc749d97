package org.expool.tests.pyexpool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.expool.Attempt;
import org.expool.Command;
import org.expool.Environment;
import org.expool.ExecPool;
import org.expool.Input;
import org.expool.Job;
import org.expool.JobBuilder;
import org.expool.JobHandle;
import org.expool.JobResult;
import org.expool.Outcome;
import org.expool.Output;
import org.expool.Retry;
import org.expool.testkit.NoLeaks;
import org.expool.tests.process.EachLauncher;
import org.expool.tests.process.Jobs;
import org.expool.tests.process.Launchers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Lessons 46 to 51: ownership of files and streams, and settings of jobs and pools. */
@ExtendWith(NoLeaks.class)
class LessonsFilesTest {

    @TempDir
    Path dir;

    @EachLauncher
    void lesson46_noFileOrFolderIsRemovedThatIsNotThePools(String launcher) throws IOException, InterruptedException {
        Path silent = dir.resolve("logs/silent");
        Path shared = dir.resolve("logs/shared");
        try (ExecPool pool = Launchers.pool(launcher, 2).build()) {
            JobHandle writer = pool.submit(
                    Jobs.shell("writer", "until [ -e $1 ]; do sleep 0.1; done; echo kept", silent.toString())
                            .stdout(Output.appendTo(shared))
                            .timeout(Jobs.TIMEOUT)
                            .build());
            pool.run(
                    Jobs.shell("shares", "true").stdout(Output.appendTo(shared)).build());
            pool.run(
                    Jobs.shell("silent", "true").stdout(Output.appendTo(silent)).build());
            assertThat(writer.await().succeeded()).isTrue();
        }
        assertThat(silent).isEmptyFile();
        assertThat(Files.readString(shared)).contains("kept");
    }

    @Test
    void lesson47_streamsOfTheProgramStayOpen() throws InterruptedException {
        PrintStream original = System.out;
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        Job grouped = Job.builder("grouped", Command.of("true"))
                .stdout(Output.grouped())
                .build();
        System.setOut(new PrintStream(written, true, StandardCharsets.UTF_8));
        try (ExecPool pool = ExecPool.builder().workers(1).build()) {
            pool.run(Jobs.quick("inherits"));
            pool.run(grouped);
            System.out.print("after the jobs");
        } finally {
            System.setOut(original);
        }
        assertThat(original.checkError()).isFalse();
        assertThat(written.toString(StandardCharsets.UTF_8)).endsWith("after the jobs");
    }

    @EachLauncher
    void lesson48_attemptsAreToldApart(String launcher) throws IOException, InterruptedException {
        Path log = dir.resolve("log");
        try (ExecPool pool = Launchers.pool(launcher, 1).build()) {
            JobBuilder job = Jobs.shell("again", "echo attempt; exit 1").retry(Retry.times(2));
            pool.run(job.stdout(Output.appendTo(log)).build());
            assertThat(Files.readAllLines(log))
                    .satisfiesExactly(
                            first -> assertThat(first).isEqualTo("attempt"),
                            header -> assertThat(header).startsWith("# ----- ").contains("attempt 2"),
                            second -> assertThat(second).isEqualTo("attempt"));
            JobResult captured = pool.run(job.stdout(Output.capture()).build());
            assertThat(captured.stdout().text()).isEqualTo("attempt\n");
            assertThat(captured.earlier()).extracting(Attempt::number).containsExactly(1);
            assertThat(captured.earlier().get(0).stdout().text()).isEqualTo("attempt\n");
        }
    }

    @EachLauncher
    void lesson49_resultsCanBeReadAfterJoinAndClose(String launcher) throws InterruptedException {
        ExecPool pool = Launchers.pool(launcher, 1).build();
        try (pool) {
            pool.submit(Job.of("bad", Command.of("false")));
            pool.submit(Jobs.quick("good"));
            assertThat(pool.join()).as("that nothing was cut short").isTrue();
            assertThat(pool.summary().allSucceeded()).isFalse();
            pool.run(Jobs.quick("of another round"));
        }
        assertThat(pool.failures()).extracting(result -> result.job().name()).containsExactly("bad");
        assertThat(pool.summary().jobs()).isEqualTo(3);
        pool.failures().forEach(result -> assertThat(result.exitCode()).isEqualTo(1));
    }

    @EachLauncher
    void lesson50_aJobHasItsOwnInputAndVariables(String launcher) throws IOException, InterruptedException {
        Path input = Files.writeString(dir.resolve("input"), "read ");
        try (ExecPool pool = Launchers.pool(launcher, 1).build()) {
            JobResult result = pool.run(Jobs.shell("told", "cat; printf \"$TOLD\"")
                    .stdin(Input.file(input))
                    .environment(Environment.adding(Map.of("TOLD", "and told")))
                    .stdout(Output.capture())
                    .build());
            assertThat(result.stdout().text()).isEqualTo("read and told");
            assertThat(result.usage()).isNotNull();
        }
    }

    @EachLauncher
    void lesson50_jobsHavePrioritiesAndPrerequisitesAndPoolsPause(String launcher) throws InterruptedException {
        List<String> order = Collections.synchronizedList(new ArrayList<>());
        try (ExecPool pool = Launchers.pool(launcher, 1).build()) {
            pool.pause();
            JobHandle cancelled = pool.submit(noted("cancelled", order).build());
            pool.submit(noted("low", order).build());
            pool.submit(noted("last", order).after("low").priority(9).build());
            pool.submit(noted("high", order).priority(1).build());
            cancelled.cancel();
            assertThat(cancelled.await().outcome()).isInstanceOf(Outcome.Cancelled.class);
            assertThat(order).isEmpty();
            pool.resume();
            pool.join();
            assertThat(order).containsExactly("high", "low", "last");
        }
    }

    private static JobBuilder noted(String name, List<String> order) {
        return Job.builder(name, Command.of("true")).onStart(start -> order.add(name));
    }

    @EachLauncher
    void lesson50_settingsBelongToAPool(String launcher) throws InterruptedException {
        for (boolean chaining : List.of(true, false)) {
            try (ExecPool pool = Launchers.pool(launcher, 1).chaining(chaining).build()) {
                pool.submit(related("violator", 1, "600")
                        .timeout(Duration.ofMillis(200))
                        .build());
                JobHandle relative = pool.submit(related("relative", 1, "0").build());
                pool.join();
                assertThat(relative.await().succeeded()).isEqualTo(!chaining);
            }
        }
    }

    private static JobBuilder related(String name, double size, String seconds) {
        return Job.builder(name, Command.of("sleep", seconds)).category("kin").size(size);
    }

    @EachLauncher
    void lesson51_aLogsHeaderTellsItsOwnTime(String launcher) throws IOException, InterruptedException {
        Path log = Files.writeString(dir.resolve("log"), "old\n");
        Instant before = Instant.now().minusSeconds(1);
        try (ExecPool pool = Launchers.pool(launcher, 1).build()) {
            pool.run(Jobs.shell("new", "true").stdout(Output.appendTo(log)).build());
        }
        String[] words = Files.readAllLines(log).get(1).split(" ");
        assertThat(Instant.parse(words[2] + "T" + words[3] + "Z")).isBetween(before, Instant.now());
    }
}
