package org.expool.core.pool;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.expool.JobResult;
import org.expool.MemoryTotals;
import org.expool.Outcome;
import org.expool.PoolSummary;
import org.jspecify.annotations.Nullable;

/** Counts of a pool's jobs, and the results of those that did not succeed. Thread-safe. */
final class PoolCounters {

    private final List<JobResult> failures = new ArrayList<>();
    private final Map<Outcome.Kind, Long> ends = new EnumMap<>(Outcome.Kind.class);
    private long submitted;
    private long ended;
    private long firstSubmission;
    private long lastEnd;
    private int peakWorkers;
    private @Nullable MemoryTotals memory;

    synchronized void submitted(int jobs, long now) {
        if (submitted == 0) {
            firstSubmission = now;
        }
        submitted += jobs;
    }

    /** Jobs that were counted as submitted have been refused. */
    synchronized void withdrawn(int jobs) {
        submitted -= jobs;
    }

    synchronized void started(int running) {
        peakWorkers = Math.max(peakWorkers, running);
    }

    /** A round with balanced memory is over. */
    synchronized void balanced(MemoryTotals totals) {
        memory = memory == null ? totals : memory.plus(totals);
    }

    synchronized void ended(JobResult result, long now) {
        ended++;
        lastEnd = now;
        ends.merge(result.outcome().kind(), 1L, Long::sum);
        if (result.unsuccessful()) {
            failures.add(result);
        }
    }

    synchronized void clear(long now) {
        failures.clear();
        ends.clear();
        submitted -= ended; // what is left was submitted meanwhile
        ended = 0;
        firstSubmission = now;
        peakWorkers = 0;
        memory = null;
    }

    synchronized List<JobResult> failures() {
        return List.copyOf(failures);
    }

    synchronized PoolSummary summary(long now) {
        long wall = submitted == 0 ? 0 : (submitted == ended ? lastEnd : now) - firstSubmission;
        return new PoolSummary(ends, Duration.ofNanos(wall), peakWorkers, memory);
    }
}
