package org.expool.core.memory;

/** One way to tell the peak of the next job of a category from those before. Not thread-safe. */
interface PeakModel {

    /** The mean excess, relative to the peak, of a category of which too little is known. */
    double TYPICAL_EXCESS = 0.06;

    /**
     * Looks at the runs anew.
     *
     * @param runs at least one
     * @return false if they do not suffice for this rule
     */
    boolean fit(RecentRuns runs);

    /**
     * The peak that a job of this size will hardly exceed, in bytes.
     *
     * @param caution by which margins are multiplied
     * @return NaN if the rule says nothing about this size
     */
    double bound(RecentRuns runs, double size, double caution);

    /** The peak in the middle of what is likely, in bytes, of a size with a bound. */
    double typical(RecentRuns runs, double size);

    /**
     * Why the bound is what it is.
     *
     * @param bound as {@link #bound} says
     */
    Basis basis(RecentRuns runs, double size, double bound);
}
