package org.expool.core.memory;

/**
 * By what margins are multiplied, so that in the long run the accepted share of jobs exceeds what is expected of them,
 * whatever assumptions fail: each that exceeds raises it by a step, each that does not lowers it by as much as makes
 * both balance at that share (adaptive conformal inference: Gibbs and Candes 2021). It is one for all categories, as one
 * alone has too few jobs. Not thread-safe.
 */
final class SafetyFactor {

    private static final double STEP = 1.1;
    private static final double STEP_BACK = Math.pow(STEP, -TailMargin.ACCEPTED / (1 - TailMargin.ACCEPTED));
    private static final double LEAST = 0.3;
    private static final double MOST = 1.7;

    private double factor = 1;

    double factor() {
        return factor;
    }

    void observe(boolean exceeded) {
        double next = factor * (exceeded ? STEP : STEP_BACK);
        factor = Math.min(MOST, Math.max(LEAST, next));
    }
}
