package org.expool.core.memory;

/**
 * The loss caused by promises: memory promised but not used, and for each peak above its promise 60 times
 * that peak, because work is lost and other jobs may be frozen or terminated. An exponentially weighted sum: old losses decay,
 * so that a change is noticed. Not thread-safe.
 */
final class PromiseLoss {

    private static final double DECAY = 0.985;

    /** With this, a promise that is exceeded by one job in 60 is as bad as a promise of twice the peak. */
    private static final double PENALTY_PEAKS = 60;

    private double sum;

    /** Adds the loss of a promise to a job that had this peak. */
    void add(double promise, double peak) {
        sum = sum * DECAY + (promise >= peak ? promise - peak : PENALTY_PEAKS * peak);
    }

    void clear() {
        sum = 0;
    }

    double sum() {
        return sum;
    }
}
