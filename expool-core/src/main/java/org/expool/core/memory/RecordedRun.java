package org.expool.core.memory;

/**
 * A finished run, from which others are predicted. Immutable and thread-safe.
 *
 * @param category not empty
 * @param size of its input, in the user's unit; 0 if unknown
 * @param peakBytes peak memory, at least 1
 * @param seconds how long it ran, not negative
 */
public record RecordedRun(String category, double size, long peakBytes, double seconds) {

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if one is violated
     */
    public RecordedRun {
        if (category.isEmpty()) {
            throw new IllegalArgumentException("category must not be empty");
        }
        if (!(size >= 0 && Double.isFinite(size))) {
            throw new IllegalArgumentException("size " + size + " must not be negative");
        }
        if (peakBytes < 1) {
            throw new IllegalArgumentException("peakBytes " + peakBytes + " must be at least 1");
        }
        if (!(seconds >= 0 && Double.isFinite(seconds))) {
            throw new IllegalArgumentException("seconds " + seconds + " must not be negative");
        }
    }
}
