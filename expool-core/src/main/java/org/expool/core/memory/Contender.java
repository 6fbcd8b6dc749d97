package org.expool.core.memory;

/**
 * A rule with what it would have cost so far: the memory promised in vain, and for each peak above the promise many times
 * that peak, as the work is lost and others may have to give way. Old costs fade, so that another rule takes over when
 * the category changes. Not thread-safe.
 */
final class Contender {

    private static final double FADING = 0.985;

    /** Where a promise that fails in one of 60 cases is no better than one that is twice the peak. */
    private static final double PEAKS_PER_FAILURE = 60;

    private final Rule rule;
    private boolean fits;
    private double cost;

    Contender(Rule rule) {
        this.rule = rule;
    }

    Rule rule() {
        return rule;
    }

    double cost() {
        return cost;
    }

    void fit(RecentRuns runs) {
        fits = rule.fit(runs);
    }

    /** What the rule says; NaN if nothing. */
    double bound(RecentRuns runs, double size, double caution) {
        return fits ? rule.bound(runs, size, caution) : Double.NaN;
    }

    void judge(double bound, double peak) {
        cost = cost * FADING + (bound >= peak ? bound - peak : PEAKS_PER_FAILURE * peak);
    }

    /** Forgets what it cost, to be judged anew. */
    void clear() {
        cost = 0;
    }
}
