package org.expool.bench.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.expool.Command;
import org.expool.Job;
import org.expool.JobHandle;
import org.expool.JobResult;
import org.expool.bench.machine.BenchException;
import org.expool.bench.machine.PoolOptions;
import org.expool.bench.machine.Workplace;

/**
 * How fast a pool runs the next few jobs while many others wait behind them. All are queued before the first one
 * starts; the time is taken from the dates in the results.
 */
record Throughput(int next, int workers, PoolOptions pools) {

    private static final Job WAITING = Job.of("waiting", Command.of("/bin/true"));

    /** Jobs per second of the next ones. */
    double measure(int waiting) throws InterruptedException {
        try (Workplace workplace = new Workplace()) {
            BlockedPool pool = new BlockedPool(pools.open(workplace, workers));
            List<JobHandle> handles = new ArrayList<>(next);
            for (int i = 0; i < next; i++) {
                handles.add(pool.submit(Job.of("true " + i, Command.of("/bin/true"))));
            }
            for (int i = 0; i < waiting; i++) {
                pool.submit(WAITING);
            }
            pool.settle();
            Heap.collect();
            pool.release();
            double rate = rate(handles);
            pool.cancelAll();
            return rate;
        }
    }

    private static double rate(List<JobHandle> handles) throws InterruptedException {
        Instant first = Instant.MAX;
        Instant last = Instant.MIN;
        for (JobHandle handle : handles) {
            JobResult result = handle.await();
            if (result.unsuccessful()) {
                throw new BenchException(result.job() + ": " + result.outcome().reason(), null);
            }
            Instant started = Objects.requireNonNull(result.startedAt());
            first = started.isBefore(first) ? started : first;
            last = result.finishedAt().isAfter(last) ? result.finishedAt() : last;
        }
        return handles.size() * 1e9 / Duration.between(first, last).toNanos();
    }
}
