package org.expool.core.memory;

/**
 * What promises have cost so far: the memory promised in vain, and for each peak above the promise many times that peak, as
 * the work is lost and others may have to give way. Old costs fade, so that a change is noticed. Not thread-safe.
 */
final class PromiseLoss {

    private static final double FADING = 0.985;

    /** Where a promise that fails in one of 60 cases is no better than one that is twice the peak. */
    private static final double PEAKS_PER_FAILURE = 60;

    private double sum;

    /** So much was or would have been promised to a job that had this peak. */
    void add(double promise, double peak) {
        sum = sum * FADING + (promise >= peak ? promise - peak : PEAKS_PER_FAILURE * peak);
    }

    void clear() {
        sum = 0;
    }

    double sum() {
        return sum;
    }
}
