package org.expool;

/**
 * Something that a pool did with a job for want of memory. Immutable and thread-safe.
 *
 * @param id the job's number in its pool
 * @param job the job
 * @param step what was done
 * @param reason why, with numbers, in words
 */
public record MemoryAction(long id, Job job, Step step, String reason) {

    /** What can be done. */
    public enum Step {
        /** It was let wait, though there was a worker for it. */
        HELD,
        /** Its processes were let stand still. */
        FROZEN,
        /** They go on. */
        THAWED,
        /** It was ended, to be started again later. */
        POSTPONED,
        /** It was ended at its limit, and starts again with a larger one. */
        RAISED
    }
}
