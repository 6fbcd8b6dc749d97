package org.expool.spi;

import org.jspecify.annotations.Nullable;

/**
 * The memory that this process and its children may use. Immutable and thread-safe.
 *
 * @param totalBytes all there is of it, used or not
 * @param availableBytes what can still be taken without swapping
 * @param limitedBy what says so, for people to read: the machine, or a control group by name
 * @param pressure how long processes have waited for lack of something; null where the kernel does not tell
 */
public record HostMemory(
        long totalBytes,
        long availableBytes,
        String limitedBy,
        @Nullable Pressure pressure) {

    /**
     * Times since the machine was started, in microseconds, that only grow: the total values of Linux's pressure stall
     * information (Documentation/accounting/psi.rst).
     *
     * @param cpuSome in which some process waited for a CPU
     * @param memorySome in which some process waited for memory
     * @param memoryFull in which all processes that had work waited for memory
     */
    public record Pressure(long cpuSome, long memorySome, long memoryFull) {}
}
