package org.expool.bench.queue;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import org.expool.Command;
import org.expool.Job;
import org.expool.bench.machine.Workplace;
import org.jspecify.annotations.Nullable;

/** The CPU time of this whole virtual machine while a pool holds jobs that cannot start. */
record IdleCost(int jobs, Duration observed, @Nullable String launcher) {

    /** Compilers and collectors come to rest. */
    private static final Duration CALM = Duration.ofSeconds(3);

    private static final Job WAITING = Job.of("waiting", Command.of("/bin/true"));

    /** The share of one CPU, in percent. */
    double percent() throws InterruptedException {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        try (Workplace workplace = new Workplace()) {
            BlockedPool pool = new BlockedPool(workplace, 1, launcher);
            for (int i = 0; i < jobs; i++) {
                pool.submit(WAITING);
            }
            pool.settle();
            Heap.collect();
            pool.blocker().await(CALM);
            long begin = System.nanoTime();
            long cpuBefore = system.getProcessCpuTime();
            pool.blocker().await(observed);
            return 100.0 * (system.getProcessCpuTime() - cpuBefore) / (System.nanoTime() - begin);
        }
    }
}
