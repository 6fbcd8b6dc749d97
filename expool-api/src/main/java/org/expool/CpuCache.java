package org.expool;

/**
 * One data or unified cache. Immutable and thread-safe.
 *
 * @param level from 1, the nearest to the core
 * @param size 0 bytes where unknown
 * @param cpus the logical CPUs that share it; not empty
 */
public record CpuCache(int level, MemorySize size, CpuSet cpus) {

    /** Checks the level, and that there is a CPU. */
    public CpuCache {
        if (level < 1) {
            throw new IllegalArgumentException("level " + level + " must be at least 1");
        }
        if (cpus.isEmpty()) {
            throw new IllegalArgumentException("an L" + level + " cache without CPUs");
        }
    }
}
