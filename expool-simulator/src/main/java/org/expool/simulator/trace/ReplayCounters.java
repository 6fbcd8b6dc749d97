package org.expool.simulator.trace;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Sums over a replay. Not thread-safe. */
final class ReplayCounters {

    private final Set<Long> started = new HashSet<>();
    private final List<TraceJob> succeeded = new ArrayList<>();
    private int tooSmall;
    private int ended;
    private double wasted;
    private double used;
    private double reserved;
    private long last;

    void start(ReplayJob job) {
        if (started.add(job.id()) && job.trace.peakBytes() > job.promisedBytes) {
            tooSmall++;
        }
    }

    /** A started attempt has ended. */
    void end(ReplayJob job, boolean success, long now) {
        double seconds = (now - job.startedAt) / 1e9;
        last = now;
        reserved += job.promisedBytes * seconds;
        if (success) {
            succeeded.add(job.trace);
            used += job.trace.peakBytes() * seconds;
        } else {
            ended++;
            wasted += seconds;
        }
    }

    /** The jobs that ran to their ends. */
    List<TraceJob> succeeded() {
        return succeeded;
    }

    ReplayResult result(int jobs, double lowerBound) {
        return new ReplayResult(
                jobs,
                succeeded.size(),
                last / 1e9,
                lowerBound,
                ended,
                wasted,
                reserved > 0 ? used / reserved : 1,
                jobs == 0 ? 0 : (double) tooSmall / jobs);
    }
}
