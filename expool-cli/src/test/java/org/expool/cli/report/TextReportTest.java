package org.expool.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.expool.Attempt;
import org.expool.Command;
import org.expool.Job;
import org.expool.JobAttempt;
import org.expool.JobResult;
import org.expool.Outcome;
import org.expool.PeakMemory;
import org.expool.PoolSummary;
import org.expool.Task;
import org.expool.TaskSummary;
import org.expool.Usage;
import org.junit.jupiter.api.Test;

class TextReportTest {

    private static JobResult result(String name, String category, Outcome outcome, PeakMemory.Source source) {
        Usage usage = Usage.unknown()
                .withCpu(Duration.ofMillis(400), Duration.ofMillis(20), Usage.CpuSource.RUSAGE)
                .withPeakMemory(new PeakMemory(5L << 20, source));
        Job job = Job.builder(name, Command.of("x")).category(category).build();
        return new JobResult(
                1,
                job,
                outcome,
                List.of(new Attempt(
                        1, outcome, Instant.EPOCH, Instant.EPOCH, Duration.ofMillis(500), 1, usage, null, null, null)),
                0,
                Instant.EPOCH,
                Instant.EPOCH,
                null);
    }

    @Test
    void sumsUpByCategory() {
        SummaryTable table = new SummaryTable();
        table.add(result("a", "gzip", new Outcome.Succeeded(), PeakMemory.Source.SAMPLED));
        table.add(result("b", "gzip", new Outcome.Failed(1), PeakMemory.Source.SAMPLED));
        table.add(result(
                "c", "xz", new Outcome.Cancelled(Outcome.Cancelled.By.POOL, "why"), PeakMemory.Source.UPPER_BOUND));

        assertThat(table.lines())
                .containsExactly(
                        "category  jobs  ok  failed  timed out  other    wall     CPU     peak",
                        "gzip         2   1       1          -      -  1.00 s  0.84 s  5.0 MiB",
                        "xz           1   -       -          -      1  0.50 s  0.42 s        -",
                        "all          3   1       1          -      1  1.50 s  1.26 s  5.0 MiB");
    }

    @Test
    void tellsOfAttemptsThatAreFollowedByOthers() {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        PrintStream printed = new PrintStream(err, true, StandardCharsets.UTF_8);
        TextReport report =
                new TextReport(new Terminal(InputStream.nullInputStream(), printed, printed), true, OptionalInt.of(10));
        Attempt attempt = new Attempt(
                2,
                new Outcome.Failed(3),
                Instant.EPOCH,
                Instant.EPOCH.plusSeconds(1),
                Duration.ofSeconds(1),
                7,
                Usage.unknown(),
                null,
                null,
                null);
        Job job = Job.of("pack", Command.of("x"));

        report.attemptEnded(new JobAttempt(1, job, attempt, attempt.finishedAt()));
        report.attemptEnded(new JobAttempt(1, job, attempt, attempt.finishedAt().plusSeconds(4)));

        assertThat(err.toString(StandardCharsets.UTF_8).lines())
                .containsExactly(
                        "[ 0/10] again       pack                       1.00 s  failed, #3 follows",
                        "[ 0/10] again       pack                       1.00 s  failed, #3 in 4.00 s");
    }

    @Test
    void sumsUpWhatWasNotSuccessful() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Outcome chained = new Outcome.Chained(1, "light", Outcome.Chained.Cause.TIME, "timeout of 1.0 s");
        Task task = Task.builder("low").parent(Task.of("top")).build();

        new TextSummary(new PrintStream(out, true, StandardCharsets.UTF_8))
                .print(new EndedPool(
                                new PoolSummary(
                                        Map.of(
                                                Outcome.Kind.SUCCEEDED, 1L,
                                                Outcome.Kind.FAILED, 1L,
                                                Outcome.Kind.CHAINED, 1L,
                                                Outcome.Kind.NOT_STARTED, 1L),
                                        Duration.ofSeconds(2),
                                        3,
                                        null),
                                List.of(
                                        result("light", "c", new Outcome.Failed(1), PeakMemory.Source.SAMPLED),
                                        result("heavy", "c", chained, PeakMemory.Source.SAMPLED)),
                                List.of(
                                        new TaskSummary(
                                                task, TaskSummary.State.FAILED, 3, 1, 2, Instant.EPOCH, Instant.EPOCH),
                                        new TaskSummary(
                                                task, TaskSummary.State.SUCCEEDED, 1, 1, 0, null, Instant.EPOCH)))
                        .asPool());

        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .containsExactly(
                        "4 jobs in 2.00 s, at most 3 at a time: 1 succeeded, 3 did not.",
                        "",
                        "Not successful: 1 failed, 1 chained, 1 not-started",
                        "  light  failed       exit code 1",
                        "  heavy  chained      job 1 'light', of the same category and not heavier, reached its timeout"
                                + " of 1.0 s",
                        "",
                        "Tasks that did not succeed:",
                        "  top/low                   failed       1 of 3 members succeeded");
    }

    @Test
    void keepsToEightyColumnsAndShowsNoControlCharacters() {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        PrintStream printed = new PrintStream(err, true, StandardCharsets.UTF_8);
        TextReport report = new TextReport(
                new Terminal(InputStream.nullInputStream(), printed, printed), true, OptionalInt.of(1000));
        String name = "a\u001b[31m\n" + "very ".repeat(30);
        SummaryTable table = new SummaryTable();
        JobResult failed = result(
                name,
                name,
                new Outcome.NotStarted(Outcome.NotStarted.Cause.OTHER, "for ".repeat(50)),
                PeakMemory.Source.SAMPLED);

        report.finished(failed);
        table.add(failed);

        assertThat(err.toString(StandardCharsets.UTF_8))
                .startsWith("[   1/1000] not-started a?[31m?very ")
                .endsWith("..\n");
        assertThat(err.toString(StandardCharsets.UTF_8).lines()).allMatch(line -> line.length() <= 80);
        assertThat(table.lines()).allMatch(line -> line.length() <= 80);
    }

    @Test
    void writesTimesAsPeopleDo() {
        assertThat(HumanUnits.of(Duration.ofMillis(421))).isEqualTo("0.42 s");
        assertThat(HumanUnits.of(Duration.ofMillis(12_340))).isEqualTo("12.3 s");
        assertThat(HumanUnits.of(Duration.ofSeconds(192))).isEqualTo("3m 12s");
        assertThat(HumanUnits.of(Duration.ofMinutes(65))).isEqualTo("1h 05m");
    }
}
