package org.expool.bench.sampling;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.expool.bench.machine.Finished;

/**
 * The CPU time of a thread that samples ten times a second, with cold caches and branch predictors. What the JVM does
 * besides, mostly compiling, is left out.
 */
final class Steady {

    private static final int WARM_UP = 5000;
    private static final int SAMPLES_PER_NEW_PROCESS = 20;
    private static final long PERIOD_MILLIS = 100;

    private Steady() {}

    /** The share of one CPU, in percent. */
    static double percent(BatchSampler sampler, int seconds) throws InterruptedException {
        for (int i = 0; i < WARM_UP; i++) {
            if (i % SAMPLES_PER_NEW_PROCESS == 0) {
                Finished.run("true");
            }
            sampler.sample();
        }
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        LongAdder nanos = new LongAdder();
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
        try {
            long begin = System.nanoTime();
            clock.scheduleAtFixedRate(
                    () -> {
                        long before = threads.getCurrentThreadCpuTime();
                        sampler.sample();
                        nanos.add(threads.getCurrentThreadCpuTime() - before);
                    },
                    0,
                    PERIOD_MILLIS,
                    TimeUnit.MILLISECONDS);
            clock.awaitTermination(seconds, TimeUnit.SECONDS);
            return 100.0 * nanos.sum() / (System.nanoTime() - begin);
        } finally {
            clock.shutdownNow();
            clock.awaitTermination(1, TimeUnit.MINUTES);
        }
    }
}
