package org.expool.cli.report;

import java.io.IOException;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.TreeMap;
import org.expool.CapturedOutput;
import org.expool.ExecPool;
import org.expool.Job;
import org.expool.JobResult;
import org.expool.PeakMemory;
import org.expool.PoolSummary;
import org.expool.Usage;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * One JSON object a line on standard output: {@code expool/job/v1} for each job as it ends, then
 * {@code expool/summary/v1}. Fields are only ever added; what is unknown is null. Thread-safe.
 */
public final class JsonReport implements Report {

    private final JsonFactory factory = new JsonFactory();
    private final Terminal terminal;

    /** Prints to this terminal. */
    public JsonReport(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void finished(JobResult result) {
        print(json -> writeJob(json, result));
    }

    @Override
    public void end(ExecPool pool) {
        print(json -> writeSummary(json, pool.summary()));
    }

    private void writeJob(JsonGenerator json, JobResult result) {
        json.writeStringProperty("schema", "expool/job/v1");
        json.writeNumberProperty("id", result.id());
        json.writeStringProperty("name", result.job().name());
        text(
                json,
                "task",
                result.job().task() == null ? null : result.job().task().name());
        text(json, "category", result.job().category());
        json.writeStringProperty("outcome", result.outcome().kind());
        number(json, "exitCode", result.exitCode());
        number(json, "signal", result.signal());
        String reason = result.outcome().reason();
        text(json, "reason", reason.isEmpty() ? null : reason);
        json.writeNumberProperty("attempts", result.attempts());
        json.writeStringProperty("submittedAt", result.submittedAt().toString());
        text(
                json,
                "startedAt",
                result.startedAt() == null ? null : result.startedAt().toString());
        json.writeStringProperty("finishedAt", result.finishedAt().toString());
        seconds(json, "wallSeconds", result.startedAt() == null ? null : result.wall());
        writeUsage(json, result.usage());
        number(json, "pid", result.pid() == 0 ? null : result.pid());
        json.writeNullProperty("cpus");
        json.writeNumberProperty("postponed", result.postponed());
        writeLabels(json, result.job());
        number(json, "voluntarySwitches", result.usage().voluntarySwitches());
        number(json, "involuntarySwitches", result.usage().involuntarySwitches());
        captured(json, "stdout", result.stdout());
        captured(json, "stderr", result.stderr());
    }

    private static void writeLabels(JsonGenerator json, Job job) {
        json.writeNumberProperty("size", job.size());
        json.writeNumberProperty("slowdown", job.slowdown());
        json.writeName("params");
        json.writeStartObject();
        new TreeMap<>(job.params()).forEach(json::writeStringProperty);
        json.writeEndObject();
    }

    private static void writeUsage(JsonGenerator json, Usage usage) {
        seconds(json, "userSeconds", usage.user());
        seconds(json, "systemSeconds", usage.system());
        PeakMemory peak = usage.peakMemory();
        number(json, "peakMemoryBytes", peak == null ? null : peak.bytes());
        text(json, "peakMemorySource", peak == null ? null : peak.source().label());
    }

    private static void writeSummary(JsonGenerator json, PoolSummary summary) {
        json.writeStringProperty("schema", "expool/summary/v1");
        json.writeNumberProperty("jobs", summary.jobs());
        json.writeNumberProperty("succeeded", summary.succeeded());
        json.writeNumberProperty("failed", summary.failed());
        json.writeNumberProperty("timedOut", summary.timedOut());
        json.writeNumberProperty("memoryExceeded", summary.memoryExceeded());
        json.writeNumberProperty("chained", summary.chained());
        json.writeNumberProperty("cancelled", summary.cancelled());
        json.writeNumberProperty("notStarted", summary.notStarted());
        json.writeNumberProperty("lost", summary.lost());
        seconds(json, "wallSeconds", summary.wall());
        json.writeNumberProperty("peakWorkers", summary.peakWorkers());
    }

    private interface Content {
        void write(JsonGenerator json);
    }

    private void print(Content content) {
        StringWriter line = new StringWriter(600);
        try (JsonGenerator json = factory.createGenerator(ObjectWriteContext.empty(), line)) {
            json.writeStartObject();
            content.write(json);
            json.writeEndObject();
        }
        line.append('\n');
        synchronized (this) {
            terminal.out().print(line);
            terminal.out().flush();
        }
    }

    private static void text(JsonGenerator json, String key, @Nullable String value) {
        if (value == null) {
            json.writeNullProperty(key);
        } else {
            json.writeStringProperty(key, value);
        }
    }

    private static void number(JsonGenerator json, String key, @Nullable Number value) {
        if (value == null) {
            json.writeNullProperty(key);
        } else {
            json.writeNumberProperty(key, value.longValue());
        }
    }

    /** As a decimal number without an exponent, which not every reader takes. */
    private static void seconds(JsonGenerator json, String key, @Nullable Duration value) {
        if (value == null) {
            json.writeNullProperty(key);
        } else {
            BigDecimal seconds = BigDecimal.valueOf(value.toNanos(), 9).stripTrailingZeros();
            json.writeName(key);
            json.writeNumber(seconds.toPlainString());
        }
    }

    private void captured(JsonGenerator json, String key, @Nullable CapturedOutput output) {
        if (output == null) {
            return;
        }
        try {
            json.writeStringProperty(key, output.text());
        } catch (IOException e) {
            terminal.complain("a captured " + key + " cannot be read back: " + e.getMessage());
            json.writeNullProperty(key);
        }
    }
}
