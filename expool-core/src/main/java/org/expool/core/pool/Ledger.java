package org.expool.core.pool;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.expool.JobResult;
import org.expool.PoolSummary;
import org.expool.Task;
import org.expool.TaskSummary;
import org.jspecify.annotations.Nullable;

/** What a pool remembers of its ended jobs. Thread-safe. */
final class Ledger {

    private static final class Counts {
        private long added;
        private long succeeded;
        private long unsuccessful;

        private void forgetEnded() {
            added -= succeeded + unsuccessful;
            succeeded = 0;
            unsuccessful = 0;
        }
    }

    private final List<JobResult> failures = new ArrayList<>();
    private final Map<Task, Counts> tasks = new LinkedHashMap<>();
    private final Map<String, Long> ends = new LinkedHashMap<>();
    private long submitted;
    private long ended;
    private long firstSubmission;
    private long lastEnd;
    private int peakWorkers;

    synchronized void submitted(@Nullable Task task, long now) {
        if (submitted++ == 0) {
            firstSubmission = now;
        }
        if (task != null) {
            counts(task).added++;
        }
    }

    /** What was submitted has been refused after all. */
    synchronized void withdrawn(@Nullable Task task) {
        submitted--;
        if (task != null) {
            counts(task).added--;
        }
    }

    synchronized void started(int running) {
        peakWorkers = Math.max(peakWorkers, running);
    }

    synchronized void ended(JobResult result, long now) {
        ended++;
        lastEnd = now;
        ends.merge(result.outcome().kind(), 1L, Long::sum);
        if (result.unsuccessful()) {
            failures.add(result);
        }
        Task task = result.job().task();
        if (task != null) {
            if (result.succeeded()) {
                counts(task).succeeded++;
            } else {
                counts(task).unsuccessful++;
            }
        }
    }

    synchronized void clear(long now) {
        failures.clear();
        ends.clear();
        tasks.values().forEach(Counts::forgetEnded);
        tasks.values().removeIf(counts -> counts.added == 0);
        submitted -= ended; // somebody else's, if there are any
        ended = 0;
        firstSubmission = now;
        peakWorkers = 0;
    }

    synchronized List<JobResult> failures() {
        return List.copyOf(failures);
    }

    synchronized List<TaskSummary> tasks() {
        return tasks.entrySet().stream()
                .map(task -> new TaskSummary(
                        task.getKey(), task.getValue().added, task.getValue().succeeded, task.getValue().unsuccessful))
                .toList();
    }

    synchronized PoolSummary summary(long now) {
        long wall = submitted == 0 ? 0 : (submitted == ended ? lastEnd : now) - firstSubmission;
        return new PoolSummary(
                ended,
                ends.getOrDefault("succeeded", 0L),
                ends.getOrDefault("failed", 0L),
                ends.getOrDefault("timed-out", 0L),
                ends.getOrDefault("memory-exceeded", 0L),
                ends.getOrDefault("chained", 0L),
                ends.getOrDefault("cancelled", 0L),
                ends.getOrDefault("not-started", 0L),
                ends.getOrDefault("lost", 0L),
                Duration.ofNanos(wall),
                peakWorkers);
    }

    private Counts counts(Task task) {
        return tasks.computeIfAbsent(task, key -> new Counts());
    }
}
