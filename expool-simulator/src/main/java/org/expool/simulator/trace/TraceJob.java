package org.expool.simulator.trace;

import org.jspecify.annotations.Nullable;

/**
 * A recorded or generated job. Immutable and thread-safe.
 *
 * @param name for people; need not be unique
 * @param category of similar jobs, or null
 * @param size of its input, in the user's own unit; 0 if unknown
 * @param seconds how long it runs, not negative
 * @param peakBytes its peak memory, at least 1
 * @param profile its memory while it runs, not more than the peak
 * @param declaredBytes the memory that its user declared; 0 for none
 * @param fixed whether that is used whatever is learned
 * @param cpus how many CPUs it keeps busy, at least 1
 */
public record TraceJob(
        String name,
        @Nullable String category,
        double size,
        double seconds,
        long peakBytes,
        MemoryProfile profile,
        long declaredBytes,
        boolean fixed,
        int cpus) {

    /** About three years, below which nanoseconds do not overflow. */
    private static final double MOST_SECONDS = 1e8;

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if one is violated
     */
    public TraceJob {
        require(!name.isEmpty(), "name must not be empty");
        require(category == null || !category.isEmpty(), "category must not be empty");
        require(size >= 0 && Double.isFinite(size), "size " + size + " must not be negative");
        require(seconds >= 0 && seconds <= MOST_SECONDS, "seconds " + seconds + " must be from 0 to 1e8");
        require(peakBytes >= 1, "peakMemoryBytes " + peakBytes + " must be at least 1");
        require(
                profile.peakBytes() <= peakBytes,
                "profile reaches " + profile.peakBytes() + " bytes, more than peakMemoryBytes, " + peakBytes);
        require(declaredBytes >= 0, "memory " + declaredBytes + " must not be negative");
        require(!fixed || declaredBytes > 0, "memoryFixed needs memory, the size that must not change");
        require(cpus >= 1, "cpus " + cpus + " must be at least 1");
    }

    /** A job that uses its peak from start to end, on one CPU, with nothing declared. */
    public static TraceJob of(String name, @Nullable String category, double size, double seconds, long peakBytes) {
        return new TraceJob(name, category, size, seconds, peakBytes, MemoryProfile.constant(peakBytes), 0, false, 1);
    }

    /** The same with its peak declared as fixed. */
    public TraceJob declaringPeak() {
        return new TraceJob(name, category, size, seconds, peakBytes, profile, peakBytes, true, cpus);
    }

    /** How long it runs, in nanoseconds. */
    long nanos() {
        return nanos(seconds);
    }

    /** Memory times time, in byte seconds. */
    double area() {
        return profile.area(seconds);
    }

    static long nanos(double seconds) {
        return Math.round(seconds * 1e9);
    }

    private static void require(boolean condition, String problem) {
        if (!condition) {
            throw new IllegalArgumentException(problem);
        }
    }
}
