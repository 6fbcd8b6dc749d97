package org.expool.core.memory;

import java.util.Comparator;

/** A rule with what it would have cost so far. Not thread-safe. */
final class ScoredModel {

    static final Comparator<ScoredModel> CHEAPEST_FIRST =
            (one, other) -> Double.compare(one.cost.sum(), other.cost.sum());

    private final PromiseLoss cost = new PromiseLoss();
    private final PeakModel rule;
    private boolean fits;

    // What was asked last since the rule was fitted, and the answer.

    private double size = Double.NaN;
    private double caution;
    private double bound;

    ScoredModel(PeakModel rule) {
        this.rule = rule;
    }

    PeakModel rule() {
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
        cost.add(bound, peak);
    }

    /** Forgets what it cost, to be judged anew. */
    void clear() {
        cost.clear();
    }
}
