package org.expool.core.memory;

import java.util.Comparator;

/**
 * A rule with what it would have cost so far: the memory promised in vain, and for each peak above the promise many times
 * that peak, as the work is lost and others may have to give way. Old costs fade, so that another rule takes over when
 * the category changes. Not thread-safe.
 */
final class Contender {

    private static final double FADING = 0.985;

    /** Where a promise that fails in one of 60 cases is no better than one that is twice the peak. */
    private static final double PEAKS_PER_FAILURE = 60;

    static final Comparator<Contender> CHEAPEST_FIRST = (one, other) -> Double.compare(one.cost, other.cost);

    private final Rule rule;
    private boolean fits;
    private double cost;

    // What was asked last since the rule was fitted, and the answer.

    private double size = Double.NaN;
    private double caution;
    private double bound;

    Contender(Rule rule) {
        this.rule = rule;
    }

    Rule rule() {
        return rule;
    }

    void fit(RecentRuns runs) {
        fits = rule.fit(runs);
        size = Double.NaN;
    }

    /** What the rule says; NaN if nothing. */
    double bound(RecentRuns runs, double size, double caution) {
        if (!fits) {
            return Double.NaN;
        }
        if (size != this.size || caution != this.caution) {
            this.size = size;
            this.caution = caution;
            bound = rule.bound(runs, size, caution);
        }
        return bound;
    }

    void judge(double bound, double peak) {
        cost = cost * FADING + (bound >= peak ? bound - peak : PEAKS_PER_FAILURE * peak);
    }

    /** Forgets what it cost, to be judged anew. */
    void clear() {
        cost = 0;
    }
}
