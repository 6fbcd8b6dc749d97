package org.expool;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The memory settings of a pool. Immutable and thread-safe.
 *
 * @param limit the limit of its jobs and its JVM together
 * @param reserve the part of the host's available memory that is never used; null for 256 MiB or a sixteenth of all
 *     memory, whichever is smaller
 * @param kind which processes of a job are counted, unless the job has its own setting
 * @param measure which memory of a process is counted, unless the job has its own setting
 * @param history the file that records the memory and time of jobs across pools; null for none
 */
public record PoolMemory(
        MemoryLimit limit,
        @Nullable MemorySize reserve,
        MemoryKind kind,
        MemoryMeasure measure,
        @Nullable Path history) {

    /** Whether memory is balanced. */
    public boolean isBalanced() {
        return limit != MemoryLimit.off();
    }

    /** The reserve in bytes on a host with this total memory; at most the total. */
    public long reserveBytes(long totalBytes) {
        return reserve == null ? Math.min(256L << 20, totalBytes / 16) : Math.min(reserve.bytes(), totalBytes);
    }

    void check(Problems problems) {
        if (!isBalanced() && reserve != null) {
            problems.add("reserve", reserve, "has no effect with memoryLimit off; omit one of them");
        }
        if (!isBalanced() && history != null) {
            problems.add("history", history, "has no effect with memoryLimit off; omit one of them");
        }
    }
}
