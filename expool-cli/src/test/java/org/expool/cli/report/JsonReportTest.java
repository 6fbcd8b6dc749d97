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
import org.expool.CapturedOutput;
import org.expool.Command;
import org.expool.Job;
import org.expool.JobResult;
import org.expool.Outcome;
import org.expool.PeakMemory;
import org.expool.Task;
import org.expool.Usage;
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
        Usage usage = new Usage(
                Duration.ofMillis(1100),
                Duration.ofNanos(100),
                1L,
                2L,
                new PeakMemory(1234, PeakMemory.Source.SAMPLED));
        JobResult result = new JobResult(
                7,
                job,
                new Outcome.Succeeded(),
                1,
                0,
                AT,
                AT.plusMillis(5),
                AT.plusSeconds(2),
                Duration.ofNanos(1_234_567_000),
                4711,
                usage,
                null,
                null,
                List.of());

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
                                + "\"chainedBy\":null,\"timeoutOf\":null,\"earlierAttempts\":[]}\n");
    }

    @Test
    void printsNullForWhatThereIsNot() {
        JobResult result = new JobResult(
                1,
                Job.of("x", Command.of("x")),
                new Outcome.NotStarted("no such program"),
                0,
                0,
                AT,
                null,
                AT,
                Duration.ZERO,
                0,
                Usage.unknown(),
                null,
                null,
                List.of());

        assertThat(lineFor(result))
                .contains(
                        "\"task\":null,\"category\":null,\"outcome\":\"not-started\",\"exitCode\":null,\"signal\":null,"
                                + "\"reason\":\"no such program\",\"attempts\":0")
                .contains("\"startedAt\":null")
                .contains("\"wallSeconds\":null,\"userSeconds\":null,\"systemSeconds\":null,\"peakMemoryBytes\":null,"
                        + "\"peakMemorySource\":null,\"pid\":null")
                .doesNotContain("\"stdout\"");
    }

    @Test
    void tellsSignalsFromCodesAndAddsWhatWasCaptured() {
        JobResult result = new JobResult(
                1,
                Job.of("x", Command.of("x")),
                new Outcome.Signalled(9),
                1,
                0,
                AT,
                AT,
                AT,
                Duration.ofDays(2000),
                1,
                Usage.unknown(),
                new Text("a\n"),
                new Text(""),
                List.of());

        assertThat(lineFor(result))
                .contains("\"outcome\":\"failed\",\"exitCode\":null,\"signal\":9,\"reason\":\"ended by signal 9\"")
                .contains("\"wallSeconds\":172800000,")
                .endsWith("\"earlierAttempts\":[],\"stdout\":\"a\\n\",\"stderr\":\"\"}\n");
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
