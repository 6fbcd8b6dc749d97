package org.expool.core.memory;

/**
 * Compares the declared peaks of one category with the predicted ones. Declarations of users who measured are better than
 * any prediction; most users declare several times what a job needs. The first runs show which. Not thread-safe.
 */
final class DeclarationAccuracy {

    private final PromiseLoss declaredLoss = new PromiseLoss();
    private final PromiseLoss predictedLoss = new PromiseLoss();
    private boolean hasRuns;

    /** Records one finished job: its declared, its predicted and its actual peak. */
    void record(double declared, double predicted, double peak) {
        declaredLoss.add(declared, peak);
        predictedLoss.add(predicted, peak);
        hasRuns = true;
    }

    /** Whether declarations have lost no more than predictions; false before the first run. */
    boolean areCloser() {
        return hasRuns && declaredLoss.sum() <= predictedLoss.sum();
    }
}
