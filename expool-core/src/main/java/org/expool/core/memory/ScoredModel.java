package org.expool.core.memory;

import java.util.Comparator;

/** A model with the loss that its promises would have caused so far. Not thread-safe. */
final class ScoredModel {

    static final Comparator<ScoredModel> LEAST_LOSS_FIRST =
            (one, other) -> Double.compare(one.loss.sum(), other.loss.sum());

    private final PromiseLoss loss = new PromiseLoss();
    private final PeakModel model;
    private boolean fits;

    // The last bound and its arguments, cached until the next fit.

    private double lastSize = Double.NaN;
    private double lastSafetyFactor;
    private double lastBound;

    ScoredModel(PeakModel model) {
        this.model = model;
    }

    PeakModel model() {
        return model;
    }

    void fit(RecentRuns runs) {
        fits = model.fit(runs);
        lastSize = Double.NaN;
    }

    /** The bound of the model; NaN if it has none. */
    double bound(RecentRuns runs, double size, double safetyFactor) {
        if (!fits) {
            return Double.NaN;
        }
        if (size != lastSize || safetyFactor != lastSafetyFactor) {
            lastSize = size;
            lastSafetyFactor = safetyFactor;
            lastBound = model.bound(runs, size, safetyFactor);
        }
        return lastBound;
    }

    void score(double bound, double peak) {
        loss.add(bound, peak);
    }

    /** Resets the loss. */
    void clear() {
        loss.clear();
    }
}
