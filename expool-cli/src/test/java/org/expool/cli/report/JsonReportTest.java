package org.expool.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.expool.Attempt;
import org.expool.CapturedOutput;
import org.expool.Command;
import org.expool.ExpectedMemory;
import org.expool.Job;
import org.expool.JobResult;
import org.expool.MemoryPromise;
import org.expool.MemorySize;
import org.expool.Outcome;
import org.expool.Outcome.TimedOut.Clock;
import org.expool.PeakMemory;
import org.expool.PoolSummary;
import org.expool.Task;
import org.expool.TaskSummary;
import org.expool.Usage;
import org.expool.event.MemoryBasis;
import org.expool.event.MemoryReason;
import org.junit.jupiter.api.Test;

class JsonReportTest {

    private static final Instant AT = Instant.parse("2026-11-23T12:00:00Z");

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final PrintStream printed = new PrintStream(out, false, StandardCharsets.UTF_8);
    private final JsonReport report = new JsonReport(new Terminal(InputStream.nullInputStream(), printed, printed));

    private String lineFor(JobResult result) {
        report.finished(result);
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void printsEveryFieldInItsOrder() {
        Job job = Job.builder("shüffle \"1\"", Command.of("sort"))
                .task(Task.of("networks"))
                .category("shuffle")
                .build();
        Usage usage = Usage.unknown()
                .withCpu(Duration.ofMillis(1100), Duration.ofNanos(100), Usage.CpuSource.RUSAGE)
                .withCounts(1, 2, 3, 4)
                .withPeakMemory(new PeakMemory(1234, PeakMemory.Source.SAMPLED));
        JobResult result = new JobResult(
                7,
                job,
                new Outcome.Succeeded(),
                List.of(new Attempt(
                        1,
                        new Outcome.Succeeded(),
                        AT.plusMillis(5),
                        AT.plusSeconds(2),
                        Duration.ofNanos(1_234_567_000),
                        4711,
                        usage,
                        null,
                        null,
                        null)),
                0,
                AT,
                AT.plusSeconds(2),
                null);

        assertThat(lineFor(result))
                .isEqualTo(
                        "{\"schema\":\"expool/job/v1\",\"id\":7,\"name\":\"shüffle \\\"1\\\"\",\"task\":\"networks\","
                                + "\"category\":\"shuffle\",\"outcome\":\"succeeded\",\"exitCode\":0,\"signal\":null,\"reason\":null,"
                                + "\"attempts\":1,\"submittedAt\":\"2026-11-23T12:00:00Z\",\"startedAt\":\"2026-11-23T12:00:00.005Z\","
                                + "\"finishedAt\":\"2026-11-23T12:00:02Z\",\"wallSeconds\":1.234567,\"userSeconds\":1.1,"
                                + "\"systemSeconds\":0.0000001,\"peakMemoryBytes\":1234,\"peakMemorySource\":\"sampled\","
                                + "\"pid\":4711,\"cpus\":null,\"postponed\":0,"
                                + "\"size\":0.0,\"slowdown\":1.0,\"params\":{},"
                                + "\"voluntarySwitches\":1,\"involuntarySwitches\":2,\"priority\":0,\"resources\":{},"
                                + "\"chainedBy\":null,\"timeoutOf\":null,\"timeoutClock\":null,\"timeoutLimitSeconds\":null,"
                                + "\"timeoutMeasuredSeconds\":null,\"signalSender\":null,\"cancelledBy\":null,"
                                + "\"notStartedCause\":null,\"notStartedErrno\":null,"
                                + "\"cpuSource\":\"rusage\",\"minorFaults\":3,\"majorFaults\":4,\"bytesRead\":null,\"bytesWritten\":null,"
                                + "\"memoryLimitOf\":null,\"memoryLimitBytes\":null,\"memoryMeasuredBytes\":null,"
                                + "\"memoryLimitBy\":null,\"memoryExpectedBytes\":null,\"memoryPromisedBytes\":null,"
                                + "\"memoryBasis\":null,\"memoryReasons\":[],"
                                + "\"earlierAttempts\":[]}\n");
    }

    @Test
    void printsNullForWhatThereIsNot() {
        JobResult result = new JobResult(
                1,
                Job.of("x", Command.of("x")),
                new Outcome.NotStarted(Outcome.NotStarted.Cause.PROGRAM_MISSING, 2, "no such program"),
                List.of(new Attempt(
                        1,
                        new Outcome.NotStarted(Outcome.NotStarted.Cause.PROGRAM_MISSING, 2, "no such program"),
                        null,
                        AT,
                        Duration.ZERO,
                        0,
                        Usage.unknown(),
                        null,
                        null,
                        null)),
                0,
                AT,
                AT,
                null);

        assertThat(lineFor(result))
                .contains(
                        "\"task\":null,\"category\":null,\"outcome\":\"not-started\",\"exitCode\":null,\"signal\":null,"
                                + "\"reason\":\"no such program\",\"attempts\":0")
                .contains("\"startedAt\":null")
                .contains("\"wallSeconds\":null,\"userSeconds\":null,\"systemSeconds\":null,\"peakMemoryBytes\":null,"
                        + "\"peakMemorySource\":null,\"pid\":null")
                .contains("\"notStartedCause\":\"program-missing\",\"notStartedErrno\":2")
                .doesNotContain("\"stdout\"");
    }

    @Test
    void tellsSignalsFromCodesAndAddsWhatWasCaptured() {
        JobResult result = new JobResult(
                1,
                Job.of("x", Command.of("x")),
                new Outcome.Signalled(9),
                List.of(new Attempt(
                        1,
                        new Outcome.Signalled(9),
                        AT,
                        AT,
                        Duration.ofDays(2000),
                        1,
                        Usage.unknown(),
                        new Text("a\n"),
                        new Text(""),
                        null)),
                0,
                AT,
                AT,
                null);

        assertThat(lineFor(result))
                .contains("\"outcome\":\"failed\",\"exitCode\":null,\"signal\":9,\"reason\":\"terminated by signal 9\"")
                .contains("\"wallSeconds\":172800000,")
                .contains("\"signalSender\":null,")
                .endsWith("\"earlierAttempts\":[],\"stdout\":\"a\\n\",\"stderr\":\"\"}\n");
    }

    @Test
    void tellsOfEarlierAttemptsAndOfWhoseFaultItWas() {
        Attempt first = new Attempt(
                1,
                Outcome.TimedOut.ofJob(Clock.WALL, Duration.ofSeconds(2), Duration.ofMillis(2001)),
                AT,
                AT.plusSeconds(2),
                Duration.ofSeconds(2),
                4711,
                Usage.unknown().withCpu(Duration.ofSeconds(1), Duration.ZERO, Usage.CpuSource.CGROUP),
                new Text("half"),
                null,
                null);
        Attempt second = new Attempt(
                2,
                new Outcome.NotStarted(Outcome.NotStarted.Cause.OTHER, "why"),
                null,
                AT,
                Duration.ZERO,
                0,
                Usage.unknown(),
                null,
                null,
                null);
        Job job = Job.builder("x", Command.of("x"))
                .priority(-2)
                .resources(Map.of("gpu", 1, "disk", 2))
                .build();
        Outcome chained = new Outcome.Chained(3, "light", Outcome.Chained.Cause.TIME, "timeout of 1.0 s");
        JobResult result = new JobResult(
                4,
                job,
                chained,
                List.of(
                        first,
                        second,
                        new Attempt(3, chained, AT, AT, Duration.ZERO, 1, Usage.unknown(), null, null, null)),
                0,
                AT,
                AT,
                null);

        assertThat(lineFor(result))
                .endsWith("\"priority\":-2,\"resources\":{\"disk\":2,\"gpu\":1},"
                        + "\"chainedBy\":{\"id\":3,\"name\":\"light\",\"cause\":\"time\",\"limit\":\"timeout of 1.0 s\"},"
                        + "\"timeoutOf\":null,\"timeoutClock\":null,\"timeoutLimitSeconds\":null,"
                        + "\"timeoutMeasuredSeconds\":null,\"signalSender\":null,\"cancelledBy\":null,"
                        + "\"notStartedCause\":null,\"notStartedErrno\":null,"
                        + "\"cpuSource\":null,\"minorFaults\":null,\"majorFaults\":null,\"bytesRead\":null,"
                        + "\"bytesWritten\":null,\"memoryLimitOf\":null,\"memoryLimitBytes\":null,"
                        + "\"memoryMeasuredBytes\":null,\"memoryLimitBy\":null,\"memoryExpectedBytes\":null,"
                        + "\"memoryPromisedBytes\":null,\"memoryBasis\":null,\"memoryReasons\":[],"
                        + "\"earlierAttempts\":["
                        + "{\"attempt\":1,\"outcome\":\"timed-out\",\"exitCode\":null,\"signal\":null,"
                        + "\"reason\":\"ran longer than its timeout of 2.0 s\","
                        + "\"startedAt\":\"2026-11-23T12:00:00Z\",\"finishedAt\":\"2026-11-23T12:00:02Z\","
                        + "\"wallSeconds\":2,\"userSeconds\":1,\"systemSeconds\":0,\"peakMemoryBytes\":null,"
                        + "\"peakMemorySource\":null,\"pid\":4711,\"stdout\":\"half\"},"
                        + "{\"attempt\":2,\"outcome\":\"not-started\",\"exitCode\":null,\"signal\":null,"
                        + "\"reason\":\"why\",\"startedAt\":null,\"finishedAt\":\"2026-11-23T12:00:00Z\","
                        + "\"wallSeconds\":null,\"userSeconds\":null,\"systemSeconds\":null,\"peakMemoryBytes\":null,"
                        + "\"peakMemorySource\":null,\"pid\":null}]}\n");
    }

    @Test
    void tellsWhoseTimeoutItWas() {
        JobResult result = new JobResult(
                1,
                Job.of("x", Command.of("x")),
                Outcome.TimedOut.ofTask("t", Clock.WALL, Duration.ofSeconds(1), Duration.ofMillis(1500)),
                List.of(new Attempt(
                        1,
                        Outcome.TimedOut.ofTask("t", Clock.WALL, Duration.ofSeconds(1), Duration.ofMillis(1500)),
                        AT,
                        AT,
                        Duration.ZERO,
                        1,
                        Usage.unknown(),
                        null,
                        null,
                        null)),
                0,
                AT,
                AT,
                null);

        assertThat(lineFor(result))
                .contains(
                        "\"chainedBy\":null,\"timeoutOf\":\"task\",\"timeoutClock\":\"wall\",\"timeoutLimitSeconds\":1,"
                                + "\"timeoutMeasuredSeconds\":1.5,");
    }

    @Test
    void tellsWhatWasExpectedAndDoneUnderMemoryPressure() {
        JobResult result = new JobResult(
                1,
                Job.of("x", Command.of("x")),
                new Outcome.MemoryExceeded(
                        Outcome.MemoryExceeded.Scope.JOB, MemorySize.ofBytes(100), MemorySize.ofBytes(120), true),
                List.of(new Attempt(
                        1,
                        new Outcome.MemoryExceeded(
                                Outcome.MemoryExceeded.Scope.JOB,
                                MemorySize.ofBytes(100),
                                MemorySize.ofBytes(120),
                                true),
                        AT,
                        AT,
                        Duration.ZERO,
                        1,
                        Usage.unknown(),
                        null,
                        null,
                        null)),
                1,
                AT,
                AT,
                new MemoryPromise(
                        new ExpectedMemory(
                                MemorySize.ofBytes(200),
                                MemorySize.ofBytes(100),
                                new MemoryBasis.Largest(2, MemoryBasis.Among.ALL, 7)),
                        List.of(new MemoryReason.NoOtherLeft())));

        assertThat(lineFor(result))
                .contains("\"outcome\":\"memory-exceeded\"")
                .contains(
                        "\"memoryLimitOf\":\"job\",\"memoryLimitBytes\":100,\"memoryMeasuredBytes\":120,"
                                + "\"memoryLimitBy\":\"kernel\",\"memoryExpectedBytes\":200,\"memoryPromisedBytes\":100,"
                                + "\"memoryBasis\":\"largest of 2 runs + 7 B\",\"memoryReasons\":[\"thawed: all other jobs were frozen or had ended\"]");
    }

    @Test
    void printsTasksBeforeTheSummary() {
        Task task = Task.builder("low")
                .parent(Task.of("top"))
                .params(Map.of("k", "v"))
                .build();
        report.end(new EndedPool(
                        new PoolSummary(Map.of(), Duration.ZERO, 0, null),
                        List.of(),
                        List.of(new TaskSummary(task, TaskSummary.State.FAILED, 3, 1, 2, AT, AT.plusSeconds(1))))
                .asPool());

        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .satisfiesExactly(
                        line -> assertThat(line)
                                .isEqualTo("{\"schema\":\"expool/task/v1\",\"name\":\"low\",\"parent\":\"top\","
                                        + "\"path\":\"top/low\",\"state\":\"failed\",\"added\":3,\"done\":1,"
                                        + "\"terminated\":2,\"startedAt\":\"2026-11-23T12:00:00Z\","
                                        + "\"finishedAt\":\"2026-11-23T12:00:01Z\",\"params\":{\"k\":\"v\"}}"),
                        line -> assertThat(line).startsWith("{\"schema\":\"expool/summary/v1\""));
    }

    private record Text(String content) implements CapturedOutput {
        @Override
        public long size() {
            return content.length();
        }

        @Override
        public InputStream open() {
            return new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8));
        }
    }
}
