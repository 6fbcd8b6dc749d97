package org.expool.core.memory;

import org.jspecify.annotations.Nullable;

/**
 * A job whose peak is to be expected. Immutable and thread-safe.
 *
 * @param category null if it has none
 * @param size of its input; 0 if unknown
 * @param declaredBytes what the user said it needs; 0 if nothing
 * @param fixed whether that holds whatever was learned
 * @param endedAtBytes the most memory at which an attempt of it was ended for memory; 0 if none was
 * @param mostBytes what it may hold at the most, whatever it is expected to need; {@link #ANY} for no limit
 */
public record MemoryRequest(
        @Nullable String category, double size, long declaredBytes, boolean fixed, long endedAtBytes, long mostBytes) {

    /** No limit. */
    public static final long ANY = Long.MAX_VALUE;

    /** About a job of which nothing was declared and that was never ended. */
    public static MemoryRequest of(@Nullable String category, double size) {
        return new MemoryRequest(category, size, 0, false, 0, ANY);
    }

    /** The same, of a job that was ended when it held so much, and may hold that much next time. */
    public MemoryRequest endedAt(long bytes, long most) {
        return new MemoryRequest(category, size, declaredBytes, fixed, Math.max(endedAtBytes, bytes), most);
    }
}
