package org.expool.core.schedule;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.expool.PeakMemory;
import org.expool.Usage;
import org.jspecify.annotations.Nullable;

/**
 * When to look at the memory of running jobs, and what the looks add to what the kernel says at the end.
 *
 * <p>The next look is due when a limit can be reached at the earliest, were memory taken by each job as fast as by a process that
 * does nothing else; but no sooner than {@link #CLOSEST}, and no later than the pool's interval.
 */
final class SamplingTimer {

    /** In nanoseconds. */
    static final long CLOSEST = 100_000_000;

    /** While nothing runs and the machine has too little, in nanoseconds. */
    private static final long WHILE_WAITING = 1_000_000_000;

    /** How long it takes to fill a byte, in nanoseconds: about 1 GiB/s, as the kernel clears pages. */
    private static final double NANOS_PER_BYTE = 1e9 / (1 << 30);

    private final @Nullable Duration interval;
    private final LongSupplier room;
    private long next = Deadline.NEVER;
    private boolean underWay;
    private boolean hurried;
    private long lastBegun = Long.MIN_VALUE;

    /**
     * Nothing to look at.
     *
     * @param interval the longest between two looks; null if nobody can look
     * @param room how much memory each job may take before some limit is reached; {@link Long#MAX_VALUE} if there is none
     */
    SamplingTimer(@Nullable Duration interval, LongSupplier room) {
        this.interval = interval;
        this.room = room;
    }

    /** A process runs. */
    void started(long at) {
        if (interval != null && !underWay) {
            next = Math.min(next, Deadline.after(at, interval(interval)));
        }
    }

    private Duration interval(Duration longest) {
        double untilFull = NANOS_PER_BYTE * Math.max(0, room.getAsLong());
        return untilFull >= longest.toNanos()
                ? longest
                : Duration.ofNanos(Math.min(longest.toNanos(), Math.max(CLOSEST, (long) untilFull)));
    }

    /** There is reason to look at once; again, if somebody does, who may have looked before it came. */
    void hurry(long now) {
        hurried = underWay;
        if (interval != null && !underWay) {
            next = Math.min(next, now);
        }
    }

    /** Whether nobody has looked for so long that what is known is no longer so, though somebody could. */
    boolean isStale(long now) {
        return interval != null && !underWay && (lastBegun == Long.MIN_VALUE || now - lastBegun > interval.toNanos());
    }

    /** Whether nobody is about to look, though somebody could. */
    boolean isIdle() {
        return interval != null && next == Deadline.NEVER && !underWay;
    }

    long deadline() {
        return next;
    }

    void begin(long now) {
        next = Deadline.NEVER;
        underWay = true;
        lastBegun = now;
    }

    /**
     * Memory was looked at.
     *
     * @param anyRuns whether anything runs
     * @param anyWaits whether nothing does, for the machine has too little
     */
    void ended(long now, boolean anyRuns, boolean anyWaits) {
        underWay = false;
        if (anyRuns) {
            started(now);
            next = hurried ? now : next;
        } else if (anyWaits && interval != null) {
            next = now + Math.max(WHILE_WAITING, interval.toNanos());
        }
        hurried = false;
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
