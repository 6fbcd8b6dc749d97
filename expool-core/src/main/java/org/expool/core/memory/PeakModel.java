package org.expool.core.memory;

import org.expool.event.MemoryBasis;

/** Predicts the peak of the next job of a category from earlier runs. Not thread-safe. */
interface PeakModel {

    /** The prior of the mean excess, relative to the peak ({@link TailMargin#margin}). */
    double TYPICAL_EXCESS = 0.06;

    /**
     * Fits the model to the runs.
     *
     * @param runs at least one
     * @return false if they are not enough for this model
     */
    boolean fit(RecentRuns runs);

    /**
     * An upper bound of the peak of a job of this size, in bytes.
     *
     * @param safetyFactor factor of all margins
     * @return NaN if the model has none for this size
     */
    double bound(RecentRuns runs, double size, double safetyFactor);

    /** The most likely peak, in bytes, of a size that has a bound. */
    double typical(RecentRuns runs, double size);

    /**
     * The explanation of a bound.
     *
     * @param bound of {@link #bound}
     */
    MemoryBasis basis(RecentRuns runs, double size, double bound);
}
