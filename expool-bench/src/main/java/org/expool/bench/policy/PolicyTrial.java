package org.expool.bench.policy;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.LongStream;
import org.expool.core.memory.QueueOrder;
import org.expool.simulator.trace.Replay;
import org.expool.simulator.trace.ReplayResult;
import org.expool.simulator.trace.ReplaySettings;
import org.expool.simulator.trace.TraceJob;

/**
 * The results of one workload in one order. Immutable and thread-safe.
 *
 * @param results one for each trace
 */
record PolicyTrial(List<ReplayResult> results) {

    /**
     * Runs it.
     *
     * @param oracle whether peaks are known from the beginning
     * @param traces how many, of seeds from 0
     */
    static PolicyTrial run(Workload workload, int workers, QueueOrder order, boolean oracle, int traces) {
        ReplaySettings settings =
                new ReplaySettings(workers, workers, workload.limit().bytes(), order);
        return new PolicyTrial(LongStream.range(0, traces)
                .mapToObj(workload::jobs)
                .map(jobs -> oracle ? jobs.stream().map(TraceJob::declaringPeak).toList() : jobs)
                .map(jobs -> new Replay(settings, step -> {}).run(jobs))
                .toList());
    }

    /** The mean over the traces. */
    double mean(ToDoubleFunction<ReplayResult> what) {
        return results.stream().mapToDouble(what).average().orElseThrow();
    }
}
