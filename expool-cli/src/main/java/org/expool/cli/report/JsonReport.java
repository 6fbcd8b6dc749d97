package org.expool.cli.report;

import java.util.Locale;
import org.expool.ExecPool;
import org.expool.JobResult;
import org.expool.Outcome;
import org.expool.PoolSummary;
import org.expool.Task;
import org.expool.TaskSummary;

/**
 * Prints one JSON object per line on standard output: {@code expool/job/v1} for each job as it ends; at the end
 * {@code expool/task/v1} for each task, then {@code expool/summary/v1}. Fields are only ever added; what is unknown is
 * null. Thread-safe.
 */
public final class JsonReport implements Report {

    private final Terminal terminal;

    public JsonReport(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void finished(JobResult result) {
        print(JsonFields.line("expool/job/v1", json -> new JsonJob(json, terminal).write(result)));
    }

    @Override
    public void end(ExecPool pool) {
        pool.tasks().forEach(task -> print(JsonFields.line("expool/task/v1", json -> writeTask(json, task))));
        print(JsonFields.line("expool/summary/v1", json -> writeSummary(json, pool.summary())));
    }

    private static void writeTask(JsonFields json, TaskSummary summary) {
        Task task = summary.task();
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
        json.number("jobs", summary.jobs());
        summary.counts().forEach((kind, count) -> json.number(key(kind), count));
        json.seconds("wallSeconds", summary.wall());
        json.number("peakWorkers", summary.peakWorkers());
        new JsonMemory(json).write(summary.memory());
    }

    private static String key(Outcome.Kind kind) {
        return switch (kind) {
            case SUCCEEDED -> "succeeded";
            case FAILED -> "failed";
            case TIMED_OUT -> "timedOut";
            case MEMORY_EXCEEDED -> "memoryExceeded";
            case CHAINED -> "chained";
            case CANCELLED -> "cancelled";
            case NOT_STARTED -> "notStarted";
            case LOST -> "lost";
        };
    }

    private synchronized void print(String line) {
        terminal.out().print(line);
        terminal.out().flush();
    }
}
