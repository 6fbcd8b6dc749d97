package org.expool.core.memory;

import org.expool.event.MemoryBasis;

/**
 * A least-squares line through the runs of known size, raised above all of them by the largest residual and a margin. It has
 * no bound where peaks hardly correlate with sizes. The margin grows with the distance from the sizes seen, as the prediction
 * interval of simple regression does. Not thread-safe.
 */
final class LinearPeakModel implements PeakModel {

    /** Which quantities are related linearly, and whether the margin is absolute or relative. */
    enum Shape {
        /** Peak over size, absolute margin: the spread is the same for all sizes. */
        LINEAR,
        /** Peak over size, relative margin: the spread grows with the peak. */
        PROPORTIONAL,
        /** Logarithm over logarithm (the peak is a power of the size), relative margin. */
        POWER
    }

    private static final int MIN_RUNS = 4;
    private static final double MIN_CORRELATION = 0.3;

    private final Shape shape;
    private final int window;
    private final RecentLeastSquares recent;
    private final LeastSquares line;
    private final TailMargin residuals = new TailMargin();

    /**
     * A model that is not fitted yet.
     *
     * @param recent the line, shared with other models; of logarithms for {@link Shape#POWER}
     */
    LinearPeakModel(Shape shape, RecentLeastSquares recent) {
        this.shape = shape;
        this.window = recent.window();
        this.recent = recent;
        this.line = recent.line();
    }

    @Override
    public boolean fit(RecentRuns runs) {
        int from = Math.max(0, runs.count() - window);
        if (window < RecentRuns.MAX_RUNS && from == 0) {
            return false;
        }
        recent.fit(runs);
        return line.count() >= MIN_RUNS && line.correlation() >= MIN_CORRELATION && addResiduals(runs, from);
    }

    private boolean addResiduals(RecentRuns runs, int from) {
        residuals.clear();
        for (int i = from; i < runs.count(); i++) {
            if (runs.size(i) > 0) {
                double y = line.at(x(runs, i));
                if (shape == Shape.PROPORTIONAL && y <= 0) {
                    return false;
                }
                residuals.add(shape == Shape.PROPORTIONAL ? y(runs, i) / y - 1 : y(runs, i) - y);
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
    public double bound(RecentRuns runs, double size, double safetyFactor) {
        double x = shape == Shape.POWER ? Math.log(size) : size;
        double y = line.at(x);
        if (size <= 0 || shape == Shape.PROPORTIONAL && y <= 0) {
            return Double.NaN;
        }
        double factor = safetyFactor * line.leverage(x);
        return switch (shape) {
            // The spread is the same for all sizes, so the prior follows the smaller of this peak and the mean.
            case LINEAR ->
                y
                        + residuals.largest()
                        + factor * residuals.margin(TYPICAL_EXCESS * Math.min(Math.abs(y), line.meanY()));
            case PROPORTIONAL -> y * (1 + residuals.largest() + factor * residuals.margin(TYPICAL_EXCESS));
            case POWER -> Math.exp(y + residuals.largest() + factor * residuals.margin(TYPICAL_EXCESS));
        };
    }

    @Override
    public double typical(RecentRuns runs, double size) {
        return shape == Shape.POWER ? Math.exp(line.at(Math.log(size))) : line.at(size);
    }

    @Override
    public MemoryBasis basis(RecentRuns runs, double size, double bound) {
        double typical = typical(runs, size);
        double slope = shape == Shape.POWER ? line.slope() * typical / size : line.slope();
        long raised = Math.max(0, Math.round(bound - typical));
        return new MemoryBasis.Regression(line.count(), slope, line.correlation(), raised);
    }
}
