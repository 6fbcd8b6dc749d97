package org.expool.core.memory;

/**
 * How good the declarations of one category were, beside what its earlier runs taught. Users who measured know best, and
 * most declare several times what is needed; which kind they are, the first runs tell. Not thread-safe.
 */
final class DeclarationAccuracy {

    private final PromiseLoss ofDeclared = new PromiseLoss();
    private final PromiseLoss ofLearned = new PromiseLoss();
    private boolean judged;

    /** A job had this peak, for which one amount was declared, and another would have been promised by what was learned. */
    void judge(double declared, double learned, double peak) {
        ofDeclared.add(declared, peak);
        ofLearned.add(learned, peak);
        judged = true;
    }

    /** Whether they have cost no more; false while none was judged. */
    boolean areNearer() {
        return judged && ofDeclared.sum() <= ofLearned.sum();
    }
}
