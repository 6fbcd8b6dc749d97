package org.expool.core.memory;

import org.expool.spi.TerminationPolicy;

/**
 * How a pool balances memory. Immutable and thread-safe.
 *
 * @param limitBytes limit of all jobs and this process together, at most the host's memory; {@link Long#MAX_VALUE} if only
 *     the host's available memory counts
 * @param reserveBytes available memory of the host that is left unused, not negative
 * @param policy chooses the jobs to terminate
 * @param order of the queue
 * @param canFreeze whether jobs can be frozen
 * @param canReclaim whether the kernel can reclaim a job's memory
 * @param kernelEnforced whether the kernel also enforces the limit: it terminates a job if usage rises far above the limit
 *     between two samples
 */
public record MemorySettings(
        long limitBytes,
        long reserveBytes,
        TerminationPolicy policy,
        QueueOrder order,
        boolean canFreeze,
        boolean canReclaim,
        boolean kernelEnforced) {

    /**
     * The kernel counts more than samples do, caches above all, and kills jobs at its limit, where the scheduler
     * freezes them first. So its limit is the last resort, this part of the pool's limit above it.
     */
    private static final int TOLERANCE = 8;

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if one is violated
     */
    public MemorySettings {
        if (limitBytes < 1) {
            throw new IllegalArgumentException("limitBytes " + limitBytes + " must be at least 1");
        }
        if (reserveBytes < 0) {
            throw new IllegalArgumentException("reserveBytes " + reserveBytes + " must not be negative");
        }
    }

    /** Where jobs can neither be frozen nor their memory reclaimed. */
    public MemorySettings(long limitBytes, long reserveBytes, TerminationPolicy policy, QueueOrder order) {
        this(limitBytes, reserveBytes, policy, order, false, false, false);
    }

    /** With a limit and defaults. */
    public static MemorySettings ofLimit(long limitBytes) {
        return new MemorySettings(limitBytes, 0, new LeastLostWorkPolicy(), QueueOrder.LARGEST);
    }

    /** The limit for the kernel that belongs to a pool's limit; {@link Long#MAX_VALUE} for none. */
    public static long kernelLimit(long limitBytes) {
        return limitBytes == Long.MAX_VALUE ? limitBytes : limitBytes + limitBytes / TOLERANCE;
    }

    /** A copy with another order. */
    public MemorySettings order(QueueOrder other) {
        return new MemorySettings(limitBytes, reserveBytes, policy, other, canFreeze, canReclaim, kernelEnforced);
    }

    /** A copy with another reserve. */
    public MemorySettings reserve(long bytes) {
        return new MemorySettings(limitBytes, bytes, policy, order, canFreeze, canReclaim, kernelEnforced);
    }

    /** A copy where jobs can be frozen, or not. */
    public MemorySettings freezing(boolean can) {
        return new MemorySettings(limitBytes, reserveBytes, policy, order, can, canReclaim, kernelEnforced);
    }

    /** A copy where the kernel also enforces the limit, or does not. */
    public MemorySettings kernelEnforced(boolean byKernel) {
        return new MemorySettings(limitBytes, reserveBytes, policy, order, canFreeze, canReclaim, byKernel);
    }
}
