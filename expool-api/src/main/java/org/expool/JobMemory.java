package org.expool;

import org.jspecify.annotations.Nullable;

/**
 * The memory settings of a job. Immutable and thread-safe.
 *
 * @param expected its declared peak; null for a prediction from its category
 * @param fixed whether the declared peak is never replaced by a learned value
 * @param limit above which it is terminated; null for no own limit
 * @param kind which of its processes are counted; null for the pool's setting
 * @param measure which memory of a process is counted; null for the pool's setting
 * @param retry how it starts again with a larger limit; null for never
 */
record JobMemory(
        @Nullable MemorySize expected,
        boolean fixed,
        @Nullable MemorySize limit,
        @Nullable MemoryKind kind,
        @Nullable MemoryMeasure measure,
        @Nullable MemoryRetry retry) {

    /** No settings; shared by all jobs without any. */
    static final JobMemory NONE = new JobMemory(null, false, null, null, null, null);

    void check(Problems problems) {
        problems.checkPositive("memory", expected);
        problems.checkPositive("memoryLimit", limit);
        if (fixed && expected == null) {
            problems.add("memoryFixed", true, "needs the memory that is fixed");
        }
        if (expected != null && limit != null && expected.compareTo(limit) > 0) {
            problems.add(
                    "memory", expected, "is more than the memoryLimit of " + limit + "; raise that, or expect less");
        }
        if (retry != null && limit == null) {
            problems.add("retryMemory", retry.max(), "needs the memoryLimit that grows");
        }
        if (retry != null && limit != null && retry.max().compareTo(limit) <= 0) {
            problems.add("retryMemory.max", retry.max(), "must be more than the memoryLimit of " + limit);
        }
    }

    JobMemory expecting(@Nullable MemorySize peak) {
        return new JobMemory(peak, fixed, limit, kind, measure, retry);
    }

    JobMemory fixed(boolean value) {
        return new JobMemory(expected, value, limit, kind, measure, retry);
    }

    JobMemory limited(@Nullable MemorySize most) {
        return new JobMemory(expected, fixed, most, kind, measure, retry);
    }

    JobMemory counting(@Nullable MemoryKind processes) {
        return new JobMemory(expected, fixed, limit, processes, measure, retry);
    }

    JobMemory measuring(@Nullable MemoryMeasure what) {
        return new JobMemory(expected, fixed, limit, kind, what, retry);
    }

    JobMemory retrying(@Nullable MemoryRetry policy) {
        return new JobMemory(expected, fixed, limit, kind, measure, policy);
    }
}
