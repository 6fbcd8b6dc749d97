package org.expool.bench.prediction;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.HdrHistogram.Histogram;
import org.expool.core.memory.Admission;
import org.expool.core.memory.MemoryRequest;
import org.expool.core.memory.Promises;
import org.expool.core.memory.QueueLane;
import org.expool.core.memory.QueueOrder;
import org.expool.core.memory.QueueRank;
import org.expool.core.memory.ReadyIndex;
import org.expool.core.memory.ReadyIndex.Candidate;

/**
 * The cost of choosing the next job among many ready ones: each of another category, which is the worst case, or all of
 * one category that learns each time one ends, so that all are ranked again.
 */
final class DecisionCost {

    private static final int DECISIONS = 5000;
    private static final int WARM_UP = 3;
    private static final int RUNNING = 16;
    private static final long LIMIT = 100_000;

    private final int jobs;
    private final boolean oneCategory;
    private final Random random = new Random(1);
    private final Map<Long, MemoryRequest> requests = new HashMap<>();
    private double learned = 1;

    private DecisionCost(int jobs, boolean oneCategory) {
        this.jobs = jobs;
        this.oneCategory = oneCategory;
    }

    /** The 99th percentile, in milliseconds of CPU time. */
    static double millis(int jobs, boolean oneCategory) {
        double millis = 0;
        for (int round = 0; round <= WARM_UP; round++) {
            millis = new DecisionCost(jobs, oneCategory).measure();
        }
        return millis;
    }

    private double measure() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        ReadyIndex<String> ready = new ReadyIndex<>(this::rank, QueueOrder.LARGEST, 0);
        Promises running = new Promises();
        Admission<String> admission = new Admission<>(QueueOrder.LARGEST, running);
        for (long id = 0; id < jobs; id++) {
            MemoryRequest request =
                    MemoryRequest.of(oneCategory ? "all" : "c" + id, Math.exp(10 * random.nextDouble()));
            requests.put(id, request);
            ready.add(id, "job", 0, request);
        }
        Histogram nanos = new Histogram(3);
        long[] slots = new long[RUNNING];
        for (int i = 0; i < DECISIONS; i++) {
            long ended = slots[i % RUNNING];
            long begin = threads.getCurrentThreadCpuTime();
            running.end(ended);
            if (oneCategory) {
                learned = 0.9 + 0.2 * random.nextDouble();
                ready.refresh("all");
            }
            Candidate<String> next = admission.next(
                    List.of(new QueueLane<>(ready, RUNNING - running.count())), LIMIT, Long.MAX_VALUE, i);
            if (next != null) {
                ready.remove(next.id(), 0, Objects.requireNonNull(requests.get(next.id())));
                running.start(
                        next.id(),
                        next.rank().bytes(),
                        i + (long) (1e3 * next.rank().seconds()));
                admission.started(next.id());
                slots[i % RUNNING] = next.id();
            }
            nanos.recordValue(threads.getCurrentThreadCpuTime() - begin);
        }
        return nanos.getValueAtPercentile(99) / 1e6;
    }

    /** Memory grows with the size, durations shrink, so that jobs that fit and short jobs are far apart. */
    private QueueRank rank(MemoryRequest request) {
        double size = request.size();
        return new QueueRank((long) (size * learned), 1 + 3e4 / size * learned, QueueRank.Urgency.KNOWN);
    }
}
