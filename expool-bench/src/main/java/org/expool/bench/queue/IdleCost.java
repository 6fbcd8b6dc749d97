package org.expool.bench.queue;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import org.expool.Command;
import org.expool.Job;
import org.expool.PoolBuilder;
import org.expool.bench.machine.PoolOptions;
import org.expool.bench.machine.Workplace;

/**
 * The CPU time of this whole JVM while a pool has jobs that cannot start. The only activity is a memory sample once a
 * second, so that compilation would trickle on for minutes: a first pool samples very often for a few seconds, to get
 * this over with.
 */
record IdleCost(int jobs, Duration observed, PoolOptions pools) {

    private static final Duration WARM_UP = Duration.ofSeconds(8);
    private static final Duration OFTEN = Duration.ofMillis(1);
    private static final Duration CALM = Duration.ofSeconds(3);
    private static final Job WAITING = Job.of("waiting", Command.of("/bin/true"));

    /** The share of one CPU, in percent. */
    double percent() throws InterruptedException {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        try (Workplace workplace = new Workplace()) {
            block(workplace, pools.builder(1).samplingInterval(OFTEN)).blocker().await(WARM_UP);
        }
        try (Workplace workplace = new Workplace()) {
            BlockedPool pool = block(workplace, pools.builder(1));
            Heap.collect();
            pool.blocker().await(CALM);
            long begin = System.nanoTime();
            long cpuBefore = system.getProcessCpuTime();
            pool.blocker().await(observed);
            return 100.0 * (system.getProcessCpuTime() - cpuBefore) / (System.nanoTime() - begin);
        }
    }

    private BlockedPool block(Workplace workplace, PoolBuilder builder) throws InterruptedException {
        BlockedPool pool = new BlockedPool(PoolOptions.open(workplace, builder));
        for (int i = 0; i < jobs; i++) {
            pool.submit(WAITING);
        }
        pool.settle();
        return pool;
    }
}
