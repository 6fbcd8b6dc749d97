package org.expool.core.memory;

/**
 * The margin above the largest of some values that the next value exceeds with a given probability.
 *
 * <p>The next of n + 1 like values is the largest with probability 1 / (n + 1), however they are distributed, and the
 * excess of a tail over a high threshold is about exponential (Pickands 1975; Balkema and de Haan 1974). So a margin of
 * s ln(1 / (p (n + 1))) above the largest, where s is the mean excess, is exceeded with probability p; from n = 1/p on no
 * margin is needed. The mean excess is that of the highest ceil(sqrt(n) / 2) values over the next below them. As these are
 * few, a typical excess is mixed in as a prior with the weight of {@value #PRIOR_WEIGHT} observations. Not thread-safe.
 */
final class TailMargin {

    /** The fraction of jobs that may exceed their expected peak. */
    static final double EXCEEDANCE_RATE = 0.004;

    static final int PRIOR_WEIGHT = 2;

    /** Half the square root of {@link RecentRuns#MAX_RUNS}, and the next below. */
    private static final int MAX_KEPT = 9;

    private final double[] highest = new double[MAX_KEPT];
    private int count;

    void clear() {
        count = 0;
    }

    /** Adds a value; the highest are kept in descending order. */
    void add(double value) {
        int kept = Math.min(count, MAX_KEPT);
        count++;
        if (kept == MAX_KEPT && value <= highest[kept - 1]) {
            return;
        }
        int index = kept == MAX_KEPT ? kept - 1 : kept;
        for (; index > 0 && highest[index - 1] < value; index--) {
            highest[index] = highest[index - 1];
        }
        highest[index] = value;
    }

    int count() {
        return count;
    }

    /** The largest value; there must be one. */
    double largest() {
        return highest[0];
    }

    /**
     * The margin above the largest value.
     *
     * @param typicalExcess the prior of the mean excess, positive
     */
    double margin(double typicalExcess) {
        int high = Math.min(count, MAX_KEPT) - 1;
        high = Math.min(high, (int) Math.ceil(Math.sqrt(count) / 2));
        double excess = PRIOR_WEIGHT * typicalExcess;
        for (int i = 0; i < high; i++) {
            excess += highest[i] - highest[high];
        }
        return excess / (PRIOR_WEIGHT + high) * Math.max(0, -Math.log(EXCEEDANCE_RATE * (count + 1)));
    }
}
