package org.expool.core.memory;

/**
 * The regression line of the recent runs of known size: peaks over sizes, or logarithms of both. Computed once for all models
 * that share it. Not thread-safe.
 */
final class RecentLeastSquares {

    private final int window;
    private final boolean logarithmic;
    private final LeastSquares line = new LeastSquares();

    /** {@link RecentRuns#added} at the last fit. */
    private long fittedAt;

    /**
     * Not fitted yet.
     *
     * @param window number of most recent runs to fit
     */
    RecentLeastSquares(int window, boolean logarithmic) {
        this.window = window;
        this.logarithmic = logarithmic;
    }

    int window() {
        return window;
    }

    LeastSquares line() {
        return line;
    }

    /** Fits again if there are new runs. */
    void fit(RecentRuns runs) {
        if (fittedAt != runs.added()) {
            fittedAt = runs.added();
            fitAgain(runs);
        }
    }

    private void fitAgain(RecentRuns runs) {
        line.clear();
        for (int i = Math.max(0, runs.count() - window); i < runs.count(); i++) {
            if (runs.size(i) > 0) {
                line.add(logarithmic ? runs.logSize(i) : runs.size(i), logarithmic ? runs.logPeak(i) : runs.peak(i));
            }
        }
    }
}
