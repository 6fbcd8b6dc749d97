package org.expool.bench.queue;

import java.util.function.IntFunction;
import org.expool.Command;
import org.expool.Job;
import org.expool.bench.machine.PoolOptions;
import org.expool.bench.machine.Workplace;

/** The heap that a queued job takes. */
record HeapShare(int jobs, PoolOptions pools) {

    /** Bytes per job of the pool itself: all handles share one job. */
    double ofEngine() throws InterruptedException {
        Job shared = Job.of("shared", Command.of("/bin/true"));
        return measure(i -> shared);
    }

    /** Bytes per job in all: each a separate job, with its own name and five own arguments. */
    double inAll() throws InterruptedException {
        return measure(HeapShare::distinct);
    }

    private static Job distinct(int i) {
        return Job.of(
                "job " + i,
                Command.of(
                        "/bin/true",
                        "--input=data/" + i + ".csv",
                        "--output=result/" + i + ".csv",
                        "--seed=" + i,
                        "--from=" + i,
                        "--label=run-" + i));
    }

    private double measure(IntFunction<Job> job) throws InterruptedException {
        try (Workplace workplace = new Workplace()) {
            BlockedPool pool = new BlockedPool(pools.open(workplace, 1));
            pool.settle();
            long before = Heap.liveBytes();
            for (int i = 0; i < jobs; i++) {
                pool.submit(job.apply(i));
            }
            pool.settle();
            long after = Heap.liveBytes();
            return (after - before) / (double) jobs;
        }
    }
}
