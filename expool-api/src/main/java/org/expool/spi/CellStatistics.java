package org.expool.spi;

import java.time.Duration;
import org.expool.PeakMemory;
import org.jspecify.annotations.Nullable;

/**
 * What all processes of a cell used together, also those that nobody waited for; what the cell cannot tell is null.
 * Immutable and thread-safe.
 *
 * @param user CPU time in user mode
 * @param system CPU time in the kernel; where the spawning thread enters the cell, with that of the spawn itself
 * @param peakMemory the most they held at once, with the files that they brought into the cache
 * @param oomKills how many of them the kernel's out-of-memory killer ended
 */
public record CellStatistics(
        @Nullable Duration user,
        @Nullable Duration system,
        @Nullable PeakMemory peakMemory,
        @Nullable Long oomKills) {

    private static final CellStatistics UNKNOWN = new CellStatistics(null, null, null, null);

    /** The cell tells nothing. */
    public static CellStatistics unknown() {
        return UNKNOWN;
    }
}
