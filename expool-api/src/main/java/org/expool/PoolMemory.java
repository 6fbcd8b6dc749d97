package org.expool;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How a pool deals with memory. Immutable and thread-safe.
 *
 * @param limit how much its jobs and its own JVM may take together
 * @param reserve how much of the machine's available memory is left alone; null for the lesser of 256 MiB and a
 *     sixteenth of all there is
 * @param kind which processes of a job count, where the job does not say
 * @param measure what of a process counts, where the job does not say
 * @param history the file in which it is kept what jobs took, across pools; null for none
 */
public record PoolMemory(
        MemoryLimit limit,
        @Nullable MemorySize reserve,
        MemoryKind kind,
        MemoryMeasure measure,
        @Nullable Path history) {

    /** Whether memory is balanced at all. */
    public boolean isBalanced() {
        return limit != MemoryLimit.off();
    }

    /** The reserve in bytes, where there is so much memory in all. */
    public long reserveBytes(long totalBytes) {
        return reserve == null ? Math.min(256L << 20, totalBytes / 16) : Math.min(reserve.bytes(), totalBytes);
    }

    void check(Problems problems) {
        if (!isBalanced() && reserve != null) {
            problems.add("reserve", reserve, "has no effect where memoryLimit is off; leave one of them out");
        }
        if (!isBalanced() && history != null) {
            problems.add("history", history, "has no effect where memoryLimit is off; leave one of them out");
        }
    }
}
