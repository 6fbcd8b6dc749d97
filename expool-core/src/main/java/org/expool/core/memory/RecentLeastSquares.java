package org.expool.core.memory;

/**
 * The straight line through the latest runs of known size: of their peaks over their sizes, or of the logarithms of both. It
 * is drawn once for all rules that raise it. Not thread-safe.
 */
final class RecentLeastSquares {

    private final int reach;
    private final boolean logarithmic;
    private final LeastSquares line = new LeastSquares();

    /** What was added to the runs when the line was drawn last. */
    private long drawnAt;

    /**
     * None yet.
     *
     * @param reach through so many runs, or all if there are fewer
     */
    RecentLeastSquares(int reach, boolean logarithmic) {
        this.reach = reach;
        this.logarithmic = logarithmic;
    }

    int reach() {
        return reach;
    }

    LeastSquares line() {
        return line;
    }

    /** Draws it anew if there are other runs since. */
    void fit(RecentRuns runs) {
        if (drawnAt != runs.added()) {
            drawnAt = runs.added();
            draw(runs);
        }
    }

    private void draw(RecentRuns runs) {
        line.clear();
        for (int i = Math.max(0, runs.count() - reach); i < runs.count(); i++) {
            if (runs.size(i) > 0) {
                line.add(logarithmic ? runs.logSize(i) : runs.size(i), logarithmic ? runs.logPeak(i) : runs.peak(i));
            }
        }
    }
}
