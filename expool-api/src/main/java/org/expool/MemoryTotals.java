package org.expool;

import java.time.Duration;

/**
 * The memory promised to and used by the jobs of all rounds that have ended, and its cost. Immutable and
 * thread-safe.
 *
 * @param promisedByteSeconds the promised memory, integrated over time, in byte-seconds
 * @param measuredByteSeconds the used memory, integrated over time, in byte-seconds; an estimate from samples
 * @param wasted the run time of attempts that were terminated because of memory and repeated
 * @param ended the number of these attempts
 */
public record MemoryTotals(double promisedByteSeconds, double measuredByteSeconds, Duration wasted, int ended) {

    /** The totals of no rounds. */
    public static final MemoryTotals NONE = new MemoryTotals(0, 0, Duration.ZERO, 0);

    /** The sum with the totals of later rounds. */
    public MemoryTotals plus(MemoryTotals later) {
        return new MemoryTotals(
                promisedByteSeconds + later.promisedByteSeconds,
                measuredByteSeconds + later.measuredByteSeconds,
                wasted.plus(later.wasted),
                ended + later.ended);
    }
}
