package org.expool.simulator.trace;

import java.time.Duration;
import org.expool.core.memory.MemorySettings;
import org.expool.core.memory.QueueOrder;
import org.expool.core.schedule.SchedulerSettings;

/**
 * The pool on which a trace is replayed. Immutable and thread-safe.
 *
 * @param workers how many jobs run at one time, at least 1
 * @param cpus how many CPUs there are for them, at least 1
 * @param limitBytes how much memory they may use, at least 1
 * @param order which of the jobs that fit comes first
 */
public record ReplaySettings(int workers, int cpus, long limitBytes, QueueOrder order) {

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if one is violated
     */
    public ReplaySettings {
        require(workers, "workers");
        require(cpus, "cpus");
        require(limitBytes, "limitBytes");
    }

    /** The scheduler's settings. */
    SchedulerSettings schedulerSettings(Duration samplingInterval) {
        return SchedulerSettings.builder(Math.min(workers, cpus))
                .samplingInterval(samplingInterval)
                .memory(MemorySettings.ofLimit(limitBytes).order(order))
                .build();
    }

    private static void require(long value, String what) {
        if (value < 1) {
            throw new IllegalArgumentException(what + " " + value + " must be at least 1");
        }
    }
}
