package org.expool;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The counts of a pool's ended jobs, since it was made or cleared. Immutable and thread-safe.
 *
 * @param jobs how many have ended
 * @param succeeded of these, how many exited with 0
 * @param failed exited with another code or by a foreign signal
 * @param timedOut reached a time limit
 * @param memoryExceeded reached a memory limit
 * @param chained were ended because of another job's violation
 * @param cancelled were cancelled
 * @param notStarted could not be started
 * @param lost have an unknown end
 * @param wall from the first submission to the last end, or to now while jobs are unfinished
 * @param peakWorkers the most jobs that ran at one time
 * @param memory what the rounds that have ended were promised and held of memory; null where that is not balanced
 */
public record PoolSummary(
        long jobs,
        long succeeded,
        long failed,
        long timedOut,
        long memoryExceeded,
        long chained,
        long cancelled,
        long notStarted,
        long lost,
        Duration wall,
        int peakWorkers,
        @Nullable MemoryTotals memory) {

    /** Whether every ended job succeeded. */
    public boolean allSucceeded() {
        return jobs == succeeded;
    }
}
