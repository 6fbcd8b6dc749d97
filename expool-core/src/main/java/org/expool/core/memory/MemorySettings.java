package org.expool.core.memory;

import org.expool.spi.TerminationPolicy;

/**
 * How a pool balances memory. Immutable and thread-safe.
 *
 * @param limitBytes what all jobs and this process may hold together, no more than there is; {@link Long#MAX_VALUE} if only
 *     what the machine has available counts
 * @param reserveBytes how much of what the machine has available is left alone, not negative
 * @param policy who gives way
 * @param order who comes first
 * @param freezes whether jobs can be frozen
 * @param reclaims whether the kernel can be asked to reclaim a job's memory
 * @param kept whether the kernel ends a job where all hold much more than the limit before anybody has looked
 */
public record MemorySettings(
        long limitBytes,
        long reserveBytes,
        TerminationPolicy policy,
        QueueOrder order,
        boolean freezes,
        boolean reclaims,
        boolean kept) {

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

    /** Where the kernel does not see to the limit. */
    public MemorySettings(
            long limitBytes,
            long reserveBytes,
            TerminationPolicy policy,
            QueueOrder order,
            boolean freezes,
            boolean reclaims) {
        this(limitBytes, reserveBytes, policy, order, freezes, reclaims, false);
    }

    /** Where jobs can neither be frozen nor reclaimed from. */
    public MemorySettings(long limitBytes, long reserveBytes, TerminationPolicy policy, QueueOrder order) {
        this(limitBytes, reserveBytes, policy, order, false, false, false);
    }

    /** A limit, and all else as usual. */
    public static MemorySettings ofLimit(long limitBytes) {
        return new MemorySettings(limitBytes, 0, new LeastLostWorkPolicy(), QueueOrder.LARGEST);
    }

    /** A copy with another order. */
    public MemorySettings order(QueueOrder other) {
        return new MemorySettings(limitBytes, reserveBytes, policy, other, freezes, reclaims, kept);
    }

    /** A copy that leaves so much alone. */
    public MemorySettings reserve(long bytes) {
        return new MemorySettings(limitBytes, bytes, policy, order, freezes, reclaims, kept);
    }

    /** A copy where jobs can be frozen, or not. */
    public MemorySettings freezing(boolean can) {
        return new MemorySettings(limitBytes, reserveBytes, policy, order, can, reclaims, kept);
    }

    /** A copy where the kernel sees to the limit as well, or does not. */
    public MemorySettings kept(boolean byKernel) {
        return new MemorySettings(limitBytes, reserveBytes, policy, order, freezes, reclaims, byKernel);
    }
}
