package org.expool.core.schedule;

import java.time.Duration;
import org.expool.PeakMemory;
import org.expool.Usage;
import org.jspecify.annotations.Nullable;

/** When to look at the memory of running jobs, and what the looks add to what the kernel says at the end. */
final class Sampling {

    private final @Nullable Duration interval;
    private long next = Scheduler.NEVER;
    private boolean underWay;

    Sampling(@Nullable Duration interval) {
        this.interval = interval;
    }

    /** A process runs: the first look is due an interval later, so that brief jobs cost none. */
    void started(long at) {
        if (interval != null && next == Scheduler.NEVER && !underWay) {
            next = Deadline.after(at, interval);
        }
    }

    long deadline() {
        return next;
    }

    void begin() {
        next = Scheduler.NEVER;
        underWay = true;
    }

    void ended(long now, boolean anyRunning) {
        underWay = false;
        if (anyRunning) {
            started(now);
        }
    }

    /**
     * The kernel's own peak, of a process or a control group, where it is one and the larger; else what was sampled; else
     * the kernel's bound.
     */
    static Usage usage(Usage measured, long sampledPeak) {
        PeakMemory kernel = measured.peakMemory();
        if (sampledPeak == 0
                || (kernel != null
                        && kernel.source() != PeakMemory.Source.UPPER_BOUND
                        && kernel.bytes() >= sampledPeak)) {
            return measured;
        }
        return measured.withPeakMemory(new PeakMemory(sampledPeak, PeakMemory.Source.SAMPLED));
    }
}
