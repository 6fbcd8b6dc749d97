package org.expool.core.memory;

/**
 * How long jobs of a category run: a power of the size where durations follow sizes, else their geometric mean, which a
 * few very long ones do not move. Not thread-safe.
 */
final class Durations {

    private static final int FEWEST = 4;
    private static final double LEAST_CORRELATION = 0.3;

    private final LeastSquares line = new LeastSquares();
    private boolean follows;
    private double mean;

    void fit(RecentRuns runs) {
        line.clear();
        double sum = 0;
        for (int i = 0; i < runs.count(); i++) {
            sum += runs.logSeconds(i);
            if (runs.size(i) > 0) {
                line.add(runs.logSize(i), runs.logSeconds(i));
            }
        }
        mean = sum / runs.count();
        follows = line.count() >= FEWEST && line.correlation() >= LEAST_CORRELATION;
    }

    double seconds(double size) {
        return Math.exp(follows && size > 0 ? line.at(Math.log(size)) : mean);
    }
}
