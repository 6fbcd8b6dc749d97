package org.expool;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What one attempt used of the machine; what could not be measured is null. Immutable and thread-safe.
 *
 * @param user CPU time in user mode, of the process and its waited-for descendants
 * @param system CPU time in the kernel for them
 * @param voluntarySwitches how often they gave up the CPU to wait
 * @param involuntarySwitches how often the CPU was taken from them
 * @param peakMemory the most memory held, with its source
 */
public record Usage(
        @Nullable Duration user,
        @Nullable Duration system,
        @Nullable Long voluntarySwitches,
        @Nullable Long involuntarySwitches,
        @Nullable PeakMemory peakMemory) {

    private static final Usage UNKNOWN = new Usage(null, null, null, null, null);

    /** Nothing was measured. */
    public static Usage unknown() {
        return UNKNOWN;
    }

    /** A copy with this peak. */
    public Usage withPeakMemory(PeakMemory peak) {
        return new Usage(user, system, voluntarySwitches, involuntarySwitches, peak);
    }
}
