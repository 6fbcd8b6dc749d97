package org.expool.core.schedule;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.expool.PeakMemory;
import org.expool.Usage;
import org.jspecify.annotations.Nullable;

/**
 * When to sample the memory of running jobs, and how samples and the kernel's peak are combined. Part of the
 * scheduler's state.
 *
 * <p>The next sample is due when a limit can be reached at the earliest, if each job takes memory as fast as a process
 * that does nothing else; but no sooner than {@link #CLOSEST}, and no later than the pool's interval.
 */
final class SamplingTimer {

    /** In nanoseconds. */
    static final long CLOSEST = 100_000_000;

    /** The interval while no job runs and the host has too little memory, in nanoseconds. */
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
     * Nothing to sample yet.
     *
     * @param interval the longest time between two samples; null without a memory sampler
     * @param room how much memory each job may take before some limit is reached; {@link Long#MAX_VALUE} if there is
     *     none
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

    /**
     * A sample is needed at once; a further one if one is under way, which may have been taken before the reason arose.
     */
    void hurry(long now) {
        hurried = underWay;
        if (interval != null && !underWay) {
            next = Math.min(next, now);
        }
    }

    /** Whether the last sample is older than the interval, and none is under way. */
    boolean isStale(long now) {
        return interval != null && !underWay && (lastBegun == Long.MIN_VALUE || now - lastBegun > interval.toNanos());
    }

    /** Whether there is a sampler, but no sample is due or under way. */
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
     * Memory was sampled.
     *
     * @param anyRuns whether a job runs
     * @param anyWaits whether no job runs because the host has too little memory
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
     * The kernel's peak of a process or a control group, if it is at least the sampled peak; else the sampled peak;
     * else the kernel's upper bound.
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
