package org.expool.simulator.trace;

/**
 * The result of a replay. Immutable and thread-safe.
 *
 * @param jobs how many there were
 * @param succeeded how many of them ran to their end
 * @param makespanSeconds from the first start to the last end
 * @param lowerBoundSeconds of the makespan of those that succeeded, see {@link LowerBound}
 * @param ended attempts that were terminated for memory, whether or not others followed
 * @param wastedSeconds their run times, summed
 * @param usedOverReserved peak times time of the jobs that succeeded, over what was promised at the start of each
 *     attempt times how long it ran; 1 if nothing was promised
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

    /** The makespan over its lower bound; 1 without jobs. */
    public double ratio() {
        return lowerBoundSeconds > 0 ? makespanSeconds / lowerBoundSeconds : 1;
    }
}
