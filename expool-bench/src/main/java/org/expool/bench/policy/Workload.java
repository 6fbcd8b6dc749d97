package org.expool.bench.policy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.expool.MemorySize;
import org.expool.bench.workload.Mixture;
import org.expool.bench.workload.Pattern;
import org.expool.bench.workload.Trace;
import org.expool.core.memory.RecordedRun;
import org.expool.simulator.trace.TraceJob;

/**
 * Jobs of a kind, and how much memory there is for them. Immutable and thread-safe.
 *
 * @param name of the kind
 * @param mixture the patterns of its peaks
 * @param limit the memory limit
 */
record Workload(String name, Mixture mixture, MemorySize limit) {

    private static final int CATEGORIES = 48;

    /** With the patterns' peaks as they are, 16 workers would not even need 16 GiB. */
    private static final int TIMES = 2;

    /** A quarter of the smallest limit: jobs that need more than half of all cannot be packed, and the bound says nothing. */
    private static final long MOST = MemorySize.ofGiB(4).bytes();

    /** All workloads of the contest. */
    static List<Workload> all() {
        List<Workload> all = new ArrayList<>();
        for (int gib : new int[] {16, 32, 64, 128}) {
            MemorySize limit = MemorySize.ofGiB(gib);
            all.add(new Workload("grows with sizes", Mixture.CORRELATED, limit));
            all.add(new Workload("alike", Mixture.NARROW, limit));
            all.add(new Workload("spread", Mixture.SPREAD, limit));
            all.add(new Workload("mixed", Mixture.ALL, limit));
        }
        return all;
    }

    /** A trace of these jobs in random order; the same for each call. */
    List<TraceJob> jobs(long seed) {
        List<Pattern> patterns = mixture.patterns();
        List<RecordedRun> runs = new ArrayList<>(Trace.of(seed, patterns, Math.max(1, CATEGORIES / patterns.size()))
                .runs());
        Collections.shuffle(runs, new Random(seed));
        List<TraceJob> jobs = new ArrayList<>();
        for (RecordedRun run : runs) {
            jobs.add(TraceJob.of(
                    "#" + jobs.size(),
                    run.category(),
                    run.size(),
                    run.seconds(),
                    Math.min(MOST, TIMES * run.peakBytes())));
        }
        return jobs;
    }
}
