package org.expool.core.memory;

import org.jspecify.annotations.Nullable;

/**
 * What a job declares about its memory and what is known from its earlier attempts. Immutable and thread-safe.
 *
 * @param category null for none
 * @param size of its input; 0 if unknown
 * @param declaredBytes the declared peak; 0 for none
 * @param fixed whether the declared peak is used whatever was learned
 * @param terminatedAtBytes the largest memory at which an attempt was terminated for memory; 0 if none was
 * @param limitBytes the job's own limit; {@link #UNLIMITED} for none
 */
public record MemoryRequest(
        @Nullable String category,
        double size,
        long declaredBytes,
        boolean fixed,
        long terminatedAtBytes,
        long limitBytes) {

    public static final long UNLIMITED = Long.MAX_VALUE;

    /** A job without a declared peak whose attempts were never terminated. */
    public static MemoryRequest of(@Nullable String category, double size) {
        return new MemoryRequest(category, size, 0, false, 0, UNLIMITED);
    }

    /** A copy after an attempt was terminated at this memory, with the limit of the next attempt. */
    public MemoryRequest terminatedAt(long bytes, long limit) {
        return new MemoryRequest(category, size, declaredBytes, fixed, Math.max(terminatedAtBytes, bytes), limit);
    }
}
