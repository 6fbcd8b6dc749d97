package org.expool.core.memory;

/**
 * The factor of all margins, adapted so that in the long run the accepted fraction of jobs exceeds the expected peak,
 * whatever assumptions fail: each job that exceeds it raises the factor by a step, each other job lowers it by so much that
 * both balance at that fraction (adaptive conformal inference: Gibbs and Candes 2021). One factor for all categories, because
 * one category has too few jobs. Not thread-safe.
 */
final class SafetyFactor {

    private static final double STEP_UP = 1.1;
    private static final double STEP_DOWN =
            Math.pow(STEP_UP, -TailMargin.EXCEEDANCE_RATE / (1 - TailMargin.EXCEEDANCE_RATE));
    private static final double MIN = 0.3;
    private static final double MAX = 1.7;

    private double factor = 1;

    double factor() {
        return factor;
    }

    void observe(boolean exceeded) {
        double next = factor * (exceeded ? STEP_UP : STEP_DOWN);
        factor = Math.min(MAX, Math.max(MIN, next));
    }
}
