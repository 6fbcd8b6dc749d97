package org.expool.simulator.trace;

import java.util.List;

/**
 * How much memory a job uses while it runs: a step function of the time since its start, zero before the first step.
 * Immutable and thread-safe.
 *
 * @param steps at least one, each later than the one before
 */
public record MemoryProfile(List<Step> steps) {

    /**
     * The memory from some time on, until the next step.
     *
     * @param seconds since the start, not negative
     * @param bytes used from then on, not negative
     */
    public record Step(double seconds, long bytes) {

        /**
         * Checks the ranges.
         *
         * @throws IllegalArgumentException if one is violated
         */
        public Step {
            if (!(seconds >= 0 && Double.isFinite(seconds))) {
                throw new IllegalArgumentException("the time of a step, " + seconds + ", must not be negative");
            }
            if (bytes < 0) {
                throw new IllegalArgumentException("the memory of a step, " + bytes + ", must not be negative");
            }
        }

        private long nanos() {
            return TraceJob.nanos(seconds);
        }
    }

    /**
     * Copies the list.
     *
     * @throws IllegalArgumentException if there is no step, or one is not later than the one before
     */
    public MemoryProfile {
        steps = List.copyOf(steps);
        if (steps.isEmpty()) {
            throw new IllegalArgumentException("no step given, at least one is needed, as in [[0, 1048576]]");
        }
        for (int i = 1; i < steps.size(); i++) {
            if (steps.get(i).seconds <= steps.get(i - 1).seconds) {
                throw new IllegalArgumentException("the step at " + steps.get(i).seconds
                        + " must be later than the one before, at " + steps.get(i - 1).seconds);
            }
        }
    }

    /** The same from start to end. */
    public static MemoryProfile constant(long bytes) {
        return new MemoryProfile(List.of(new Step(0, bytes)));
    }

    /** The highest step. */
    public long peakBytes() {
        return steps.stream().mapToLong(Step::bytes).max().orElseThrow();
    }

    /** The memory so many nanoseconds after the start. */
    public long bytesAt(long nanos) {
        int begun = begun(nanos);
        return begun == 0 ? 0 : steps.get(begun - 1).bytes;
    }

    /** The peak in the first so many nanoseconds, their end included. */
    public long peakUntil(long nanos) {
        return steps.subList(0, begun(nanos)).stream()
                .mapToLong(Step::bytes)
                .max()
                .orElse(0);
    }

    /** The time of the next step after so many nanoseconds, in nanoseconds; {@link Long#MAX_VALUE} for none. */
    public long stepAfter(long nanos) {
        int begun = begun(nanos);
        return begun == steps.size() ? Long.MAX_VALUE : steps.get(begun).nanos();
    }

    /** How many steps have begun by then, by binary search. */
    private int begun(long nanos) {
        int low = 0;
        int high = steps.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (steps.get(middle).nanos() <= nanos) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Memory times time of a job that runs for so many seconds, in byte seconds. */
    public double area(double seconds) {
        double area = 0;
        for (int i = 0; i < steps.size(); i++) {
            double end = i + 1 < steps.size() ? Math.min(seconds, steps.get(i + 1).seconds) : seconds;
            area += steps.get(i).bytes * Math.max(0, end - steps.get(i).seconds);
        }
        return area;
    }
}
