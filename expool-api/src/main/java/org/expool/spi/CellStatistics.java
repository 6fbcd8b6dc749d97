package org.expool.spi;

import java.time.Duration;
import org.expool.PeakMemory;
import org.jspecify.annotations.Nullable;

/**
 * What all processes of a cell used together, also those that no process waited for; unknown values are null. Immutable and
 * thread-safe.
 *
 * @param user CPU time in user mode
 * @param system CPU time in the kernel; includes that of the spawn where the spawning thread enters the cell
 * @param peakMemory their largest memory at one time, including files that they brought into the cache
 * @param oomKills how many of them the OOM killer killed
 */
public record CellStatistics(
        @Nullable Duration user,
        @Nullable Duration system,
        @Nullable PeakMemory peakMemory,
        @Nullable Long oomKills) {

    private static final CellStatistics UNKNOWN = new CellStatistics(null, null, null, null);

    /** All unknown. */
    public static CellStatistics unknown() {
        return UNKNOWN;
    }
}
