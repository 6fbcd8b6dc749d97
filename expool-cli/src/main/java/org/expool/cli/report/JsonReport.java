package org.expool.cli.report;

import java.io.StringWriter;
import java.util.Locale;
import java.util.function.Consumer;
import org.expool.ExecPool;
import org.expool.JobResult;
import org.expool.PoolSummary;
import org.expool.Task;
import org.expool.TaskSummary;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * One JSON object a line on standard output: {@code expool/job/v1} for each job as it ends, at the end
 * {@code expool/task/v1} for each task, then {@code expool/summary/v1}. Fields are only ever added; what is unknown is
 * null. Thread-safe.
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
        print(json -> new JsonJob(json, terminal).write(result));
    }

    @Override
    public void end(ExecPool pool) {
        pool.tasks().forEach(task -> print(json -> writeTask(json, task)));
        print(json -> writeSummary(json, pool.summary()));
    }

    private static void writeTask(JsonFields json, TaskSummary summary) {
        Task task = summary.task();
        json.text("schema", "expool/task/v1");
        json.text("name", task.name());
        json.text("parent", task.parent() == null ? null : task.parent().name());
        json.text("path", task.path());
        json.text("state", summary.state().name().toLowerCase(Locale.ROOT));
        json.number("added", summary.added());
        json.number("done", summary.done());
        json.number("terminated", summary.terminated());
        json.time("startedAt", summary.startedAt());
        json.time("finishedAt", summary.finishedAt());
        json.texts("params", task.params());
    }

    private static void writeSummary(JsonFields json, PoolSummary summary) {
        json.text("schema", "expool/summary/v1");
        json.number("jobs", summary.jobs());
        json.number("succeeded", summary.succeeded());
        json.number("failed", summary.failed());
        json.number("timedOut", summary.timedOut());
        json.number("memoryExceeded", summary.memoryExceeded());
        json.number("chained", summary.chained());
        json.number("cancelled", summary.cancelled());
        json.number("notStarted", summary.notStarted());
        json.number("lost", summary.lost());
        json.seconds("wallSeconds", summary.wall());
        json.number("peakWorkers", summary.peakWorkers());
        new JsonMemory(json).write(summary.memory());
    }

    private void print(Consumer<JsonFields> content) {
        StringWriter line = new StringWriter(800);
        try (JsonGenerator json = factory.createGenerator(ObjectWriteContext.empty(), line)) {
            json.writeStartObject();
            content.accept(new JsonFields(json));
            json.writeEndObject();
        }
        line.append('\n');
        synchronized (this) {
            terminal.out().print(line);
            terminal.out().flush();
        }
    }
}
