package org.expool.simulator.trace;

/**
 * What became of a trace. Immutable and thread-safe.
 *
 * @param jobs how many there were
 * @param succeeded how many of them ran to their end
 * @param makespanSeconds from the first start to the last end
 * @param lowerBoundSeconds in which nobody can run those that succeeded, see {@link LowerBound}
 * @param ended attempts that were ended for memory, whether or not others followed
 * @param wastedSeconds how long those had run, together
 * @param usedOverReserved peak times time of the jobs that succeeded, over what was promised at the start of each attempt
 *     times how long it ran; 1 if nothing was promised
 * @param firstAttemptTooSmall of all jobs, the share whose peak exceeds what was first promised, 0 to 1
 */
public record ReplayResult(
        int jobs,
        int succeeded,
        double makespanSeconds,
        double lowerBoundSeconds,
        int ended,
        double wastedSeconds,
        double usedOverReserved,
        double firstAttemptTooSmall) {

    /** How many times the bound it took; 1 if there was nothing to do. */
    public double ratio() {
        return lowerBoundSeconds > 0 ? makespanSeconds / lowerBoundSeconds : 1;
    }
}
