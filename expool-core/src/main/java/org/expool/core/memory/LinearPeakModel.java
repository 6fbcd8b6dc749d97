package org.expool.core.memory;

/**
 * A least-squares line through the runs of known size, raised above all of them. It says nothing where peaks hardly
 * follow sizes. Far from the sizes it was drawn from it is less certain, and the margin grows accordingly (the
 * prediction interval of simple regression). Not thread-safe.
 */
final class LinearPeakModel implements PeakModel {

    /** What is a line, and by what it is raised. */
    enum Shape {
        /** Peak over size, raised by an amount: the spread is the same for all sizes. */
        LINEAR,
        /** Peak over size, raised by a factor: the spread grows with the peak. */
        PROPORTIONAL,
        /** Logarithm over logarithm, so that the peak grows with a power of the size; raised by a factor. */
        POWER
    }

    private static final int FEWEST = 4;
    private static final double LEAST_CORRELATION = 0.3;

    private final Shape shape;
    private final int reach;
    private final RecentLeastSquares recent;
    private final LeastSquares line;
    private final TailMargin above = new TailMargin();

    /**
     * Fits nothing yet.
     *
     * @param recent which other rules may raise in their own way; of logarithms for a power
     */
    LinearPeakModel(Shape shape, RecentLeastSquares recent) {
        this.shape = shape;
        this.reach = recent.reach();
        this.recent = recent;
        this.line = recent.line();
    }

    @Override
    public boolean fit(RecentRuns runs) {
        int from = Math.max(0, runs.count() - reach);
        if (reach < RecentRuns.REACH && from == 0) {
            return false;
        }
        recent.fit(runs);
        return line.count() >= FEWEST && line.correlation() >= LEAST_CORRELATION && raise(runs, from);
    }

    private boolean raise(RecentRuns runs, int from) {
        above.clear();
        for (int i = from; i < runs.count(); i++) {
            if (runs.size(i) > 0) {
                double y = line.at(x(runs, i));
                if (shape == Shape.PROPORTIONAL && y <= 0) {
                    return false;
                }
                above.add(shape == Shape.PROPORTIONAL ? y(runs, i) / y - 1 : y(runs, i) - y);
            }
        }
        return true;
    }

    private double x(RecentRuns runs, int i) {
        return shape == Shape.POWER ? runs.logSize(i) : runs.size(i);
    }

    private double y(RecentRuns runs, int i) {
        return shape == Shape.POWER ? runs.logPeak(i) : runs.peak(i);
    }

    @Override
    public double bound(RecentRuns runs, double size, double caution) {
        double x = shape == Shape.POWER ? Math.log(size) : size;
        double y = line.at(x);
        if (size <= 0 || shape == Shape.PROPORTIONAL && y <= 0) {
            return Double.NaN;
        }
        double wider = caution * line.leverage(x);
        return switch (shape) {
            // A spread that is the same for all sizes says as much about the smallest peaks as about the largest.
            case LINEAR ->
                y + above.largest() + wider * above.margin(TYPICAL_EXCESS * Math.min(Math.abs(y), line.meanY()));
            case PROPORTIONAL -> y * (1 + above.largest() + wider * above.margin(TYPICAL_EXCESS));
            case POWER -> Math.exp(y + above.largest() + wider * above.margin(TYPICAL_EXCESS));
        };
    }

    @Override
    public double typical(RecentRuns runs, double size) {
        return shape == Shape.POWER ? Math.exp(line.at(Math.log(size))) : line.at(size);
    }

    @Override
    public Basis basis(RecentRuns runs, double size, double bound) {
        double typical = typical(runs, size);
        double slope = shape == Shape.POWER ? line.slope() * typical / size : line.slope();
        long raised = Math.max(0, Math.round(bound - typical));
        return new Basis.Growing(line.count(), slope, line.correlation(), raised);
    }
}
