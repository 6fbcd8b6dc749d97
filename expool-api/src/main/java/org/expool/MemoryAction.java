package org.expool;

/**
 * Something that a pool did with a job because of memory. Immutable and thread-safe.
 *
 * @param id the job's number in its pool
 * @param job the job
 * @param step what was done
 * @param reason why, with numbers, as text
 */
public record MemoryAction(long id, Job job, Step step, String reason) {

    /** The kind of action. */
    public enum Step {
        /** It waits, though a worker is free. */
        WAITING,
        /** Its processes were frozen. */
        FROZEN,
        /** They were thawed. */
        THAWED,
        /** It was terminated, to be started again later. */
        POSTPONED,
        /** It was terminated at its limit, and starts again with a larger one. */
        RAISED
    }
}
