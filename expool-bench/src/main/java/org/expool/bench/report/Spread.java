package org.expool.bench.report;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Median and range of the measurements of a few rounds. Immutable and thread-safe.
 *
 * @param median the middle one, or the mean of the two in the middle
 * @param min the smallest
 * @param max the largest
 */
public record Spread(double median, double min, double max) {

    /**
     * Of these measurements, in any order.
     *
     * @throws IllegalArgumentException if there are none
     */
    public static Spread of(double... measurements) {
        if (measurements.length == 0) {
            throw new IllegalArgumentException("measurements: none given, at least one is needed");
        }
        double[] sorted = measurements.clone();
        Arrays.sort(sorted);
        int last = sorted.length - 1;
        return new Spread((sorted[last / 2] + sorted[(last + 1) / 2]) / 2, sorted[0], sorted[last]);
    }

    /**
     * Of the ratios of measurements to references of the same round. A disturbance of a whole round slows down both and
     * leaves their ratio unchanged, so ratios say more than a comparison of medians.
     *
     * @param measurements one for each round
     * @param references one for each round
     * @throws IllegalArgumentException if there are none, or not equally many
     */
    public static Spread ofRatios(double[] measurements, double[] references) {
        if (measurements.length != references.length) {
            throw new IllegalArgumentException("references: " + references.length + " given for " + measurements.length
                    + " measurements, each needs its own");
        }
        return of(IntStream.range(0, measurements.length)
                .mapToDouble(round -> measurements[round] / references[round])
                .toArray());
    }

    /** The range from the smallest to the largest, as a share of the median: 0.1 for 10 %. */
    public double relativeRange() {
        return (max - min) / median;
    }
}
