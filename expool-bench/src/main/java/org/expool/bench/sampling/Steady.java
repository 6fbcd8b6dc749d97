package org.expool.bench.sampling;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.expool.bench.machine.Finished;

/**
 * The CPU time of this whole virtual machine while it looks ten times a second. So seldom, the compilers would trickle on
 * for minutes: the same is done very often before, to get this over with.
 */
final class Steady {

    private static final int WARM_UP = 20_000;
    private static final int LOOKS_TO_A_BIRTH = 20;
    private static final long PERIOD_MILLIS = 100;

    private Steady() {}

    /** The share of one CPU, in percent. */
    static double percent(Look look, int seconds) throws InterruptedException {
        for (int i = 0; i < WARM_UP; i++) {
            if (i % LOOKS_TO_A_BIRTH == 0) {
                Finished.run("true");
            }
            look.look();
        }
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
        try {
            clock.scheduleAtFixedRate(look::look, 0, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
            clock.awaitTermination(3, TimeUnit.SECONDS); // the compilers finish
            long begin = System.nanoTime();
            long before = system.getProcessCpuTime();
            clock.awaitTermination(seconds, TimeUnit.SECONDS);
            return 100.0 * (system.getProcessCpuTime() - before) / (System.nanoTime() - begin);
        } finally {
            clock.shutdownNow();
            clock.awaitTermination(1, TimeUnit.MINUTES);
        }
    }
}
