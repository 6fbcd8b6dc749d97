package org.expool.simulator;

import java.time.Duration;

/**
 * What a simulated process does while it runs and is not frozen. Immutable and thread-safe.
 *
 * @param cpuPercent CPU time that it uses, in percent of the time for which it runs; not negative, above 100 for several CPUs
 * @param outputEvery the running time between two outputs; zero if it writes nothing
 */
public record Activity(int cpuPercent, Duration outputEvery) {

    /** Computes on one CPU and writes nothing. */
    public static final Activity COMPUTING = new Activity(100, Duration.ZERO);

    /** The CPU time used after running for so long, in nanoseconds. */
    long cpu(long ran) {
        return ran * cpuPercent / 100;
    }

    /** The running time of the last output until then, in nanoseconds; 0 if there was none. */
    long lastOutput(long ran) {
        long every = outputEvery.toNanos();
        return every == 0 ? 0 : ran / every * every;
    }
}
