package org.expool.core.memory;

/**
 * How far values lie above what was expected of them, and how far the next may lie.
 *
 * <p>The next of n + 1 like values is the largest with probability 1 / (n + 1), however they are distributed, and the
 * excess of a tail over a high threshold is about exponential (Pickands 1975; Balkema and de Haan 1974). So a margin of
 * s ln(1 / (p (n + 1))) above the largest, s being the mean excess, is exceeded with probability p; from n = 1/p on none is
 * needed. The mean excess is that of the few highest values over the one below them; as few say little, a typical one
 * is mixed in as if it had been seen {@value #PRIOR_WEIGHT} times. Not thread-safe.
 */
final class TailMargin {

    /** The share of jobs that may exceed what is expected of them. */
    static final double ACCEPTED = 0.004;

    static final int PRIOR_WEIGHT = 2;

    /** Half the root of {@link RecentRuns#REACH}, and one below them. */
    private static final int MOST_KEPT = 9;

    private final double[] highest = new double[MOST_KEPT];
    private int count;

    void clear() {
        count = 0;
    }

    /** Adds one, keeping the highest in descending order. */
    void add(double value) {
        int kept = Math.min(count, MOST_KEPT);
        count++;
        if (kept == MOST_KEPT && value <= highest[kept - 1]) {
            return;
        }
        int place = kept == MOST_KEPT ? kept - 1 : kept;
        for (; place > 0 && highest[place - 1] < value; place--) {
            highest[place] = highest[place - 1];
        }
        highest[place] = value;
    }

    int count() {
        return count;
    }

    /** The largest added; there must be one. */
    double largest() {
        return highest[0];
    }

    /**
     * What to leave above the largest.
     *
     * @param typicalExcess a mean excess to start from, positive
     */
    double margin(double typicalExcess) {
        int high = Math.min(count, MOST_KEPT) - 1;
        high = Math.min(high, (int) Math.ceil(Math.sqrt(count) / 2));
        double excess = PRIOR_WEIGHT * typicalExcess;
        for (int i = 0; i < high; i++) {
            excess += highest[i] - highest[high];
        }
        return excess / (PRIOR_WEIGHT + high) * Math.max(0, -Math.log(ACCEPTED * (count + 1)));
    }
}
