package org.expool;

import java.time.Duration;

/**
 * What the jobs of all rounds that have ended were promised and held of memory, and what that cost. Immutable and
 * thread-safe.
 *
 * @param promisedByteSeconds the sum, over all time, of what was promised, in bytes times seconds
 * @param measuredByteSeconds the same of what they were seen to hold; an estimate from samples
 * @param wasted the run time of attempts that were ended for memory and repeated
 * @param ended how many attempts that were
 */
public record MemoryTotals(double promisedByteSeconds, double measuredByteSeconds, Duration wasted, int ended) {

    /** Of no rounds. */
    public static final MemoryTotals NONE = new MemoryTotals(0, 0, Duration.ZERO, 0);

    /** The sum with what came later. */
    public MemoryTotals plus(MemoryTotals later) {
        return new MemoryTotals(
                promisedByteSeconds + later.promisedByteSeconds,
                measuredByteSeconds + later.measuredByteSeconds,
                wasted.plus(later.wasted),
                ended + later.ended);
    }
}
