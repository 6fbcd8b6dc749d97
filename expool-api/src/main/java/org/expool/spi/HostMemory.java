package org.expool.spi;

import org.jspecify.annotations.Nullable;

/**
 * The memory that this process and its children may use. Immutable and thread-safe.
 *
 * @param totalBytes the total, used or not
 * @param availableBytes what can be allocated without swapping
 * @param limitedBy the source of the limit, for messages: the host, or a control group by name
 * @param pressure how long processes have stalled for lack of a resource; null where the kernel does not report it
 */
public record HostMemory(
        long totalBytes,
        long availableBytes,
        String limitedBy,
        @Nullable Pressure pressure) {

    /**
     * Monotonic times since boot, in microseconds: the total values of Linux's pressure stall information
     * (Documentation/accounting/psi.rst).
     *
     * @param cpuSome in which some process waited for a CPU
     * @param memorySome in which some process waited for memory
     * @param memoryFull in which all processes that had work waited for memory
     */
    public record Pressure(long cpuSome, long memorySome, long memoryFull) {}
}
