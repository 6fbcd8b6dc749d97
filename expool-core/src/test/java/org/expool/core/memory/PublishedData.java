package org.expool.core.memory;

/** Published data sets, with published statistics of them. */
public final class PublishedData {

    /**
     * Newcomb 1882: 66 times of passage of light, in nanoseconds above 24,800 (Stigler, Do robust estimators work with real
     * data?, Annals of Statistics 5, 1977; in R: MASS::newcomb).
     */
    private static final int[] NEWCOMB = {
        28, 26, 33, 24, 34, -44, 27, 16, 40, -2, 29, 22, 24, 21, 25, 30, 23, 29, 31, 19, 24, 20, 36, 32, 36, 28, 25, 21,
        28, 29, 37, 25, 28, 26, 30, 32, 36, 26, 30, 22, 36, 23, 27, 27, 28, 27, 31, 27, 26, 33, 26, 32, 32, 24, 39, 28,
        24, 25, 32, 25, 29, 27, 28, 29, 16, 23
    };

    /** Anscombe, Graphs in statistical analysis, American Statistician 27, 1973: the first of four sets. */
    private static final double[][] ANSCOMBE = {
        {10, 8.04},
        {8, 6.95},
        {13, 7.58},
        {9, 8.81},
        {11, 8.33},
        {14, 9.96},
        {6, 7.24},
        {4, 4.26},
        {12, 10.84},
        {7, 4.82},
        {5, 5.68}
    };

    /** NIST Statistical Reference Datasets, linear regression, Norris (calibration of ozone monitors): x, y. */
    private static final double[][] NORRIS = {
        {0.2, 0.1}, {337.4, 338.8}, {118.2, 118.1}, {884.6, 888.0}, {10.1, 9.2}, {226.5, 228.1}, {666.3, 668.5},
        {996.3, 998.5}, {448.6, 449.1}, {777.0, 778.9}, {558.2, 559.2}, {0.4, 0.3}, {0.6, 0.1}, {775.5, 778.1},
        {666.9, 668.8}, {338.0, 339.3}, {447.5, 448.9}, {11.6, 10.8}, {556.0, 557.7}, {228.1, 228.3}, {995.8, 998.0},
        {887.6, 888.8}, {120.2, 119.6}, {0.3, 0.3}, {0.3, 0.6}, {556.8, 557.6}, {339.1, 339.3}, {887.2, 888.0},
        {999.0, 998.5}, {779.0, 778.9}, {11.1, 10.2}, {118.3, 117.6}, {229.2, 228.9}, {669.1, 668.4}, {448.9, 449.2},
        {0.5, 0.2}
    };

    private PublishedData() {}

    /** The times themselves, in nanoseconds. */
    public static long[] newcomb() {
        long[] times = new long[NEWCOMB.length];
        for (int i = 0; i < times.length; i++) {
            times[i] = 24_800 + NEWCOMB[i];
        }
        return times;
    }

    static double[][] anscombe() {
        return ANSCOMBE.clone();
    }

    static double[][] norris() {
        return NORRIS.clone();
    }

    /**
     * Four points with exactly this coefficient of correlation: x = (-3, -1, 1, 3) / sqrt(20) and w = (1, -1, -1, 1) / 2 are
     * orthonormal and have the mean 0, so r x + sqrt(1 - r^2) w has the correlation r with x.
     */
    static double[][] correlated(double r) {
        double[][] points = new double[4][];
        for (int i = 0; i < 4; i++) {
            double x = (2 * i - 3) / Math.sqrt(20);
            double w = i % 3 == 0 ? 0.5 : -0.5;
            points[i] = new double[] {x, r * x + Math.sqrt(1 - r * r) * w};
        }
        return points;
    }
}
