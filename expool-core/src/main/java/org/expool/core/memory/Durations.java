package org.expool.core.memory;

/**
 * Expected durations of one category: a power of the size where durations correlate with sizes, else the geometric mean,
 * which is robust against a few very long runs. Not thread-safe.
 */
final class Durations {

    private static final int MIN_RUNS = 4;
    private static final double MIN_CORRELATION = 0.3;

    private final LeastSquares line = new LeastSquares();
    private boolean followsSize;
    private double logMean;

    void fit(RecentRuns runs) {
        line.clear();
        double sum = 0;
        for (int i = 0; i < runs.count(); i++) {
            sum += runs.logSeconds(i);
            if (runs.size(i) > 0) {
                line.add(runs.logSize(i), runs.logSeconds(i));
            }
        }
        logMean = sum / runs.count();
        followsSize = line.count() >= MIN_RUNS && line.correlation() >= MIN_CORRELATION;
    }

    double seconds(double size) {
        return Math.exp(followsSize && size > 0 ? line.at(Math.log(size)) : logMean);
    }
}
