package org.expool.core.schedule;

import java.util.List;
import org.expool.PoolCounts;
import org.expool.Unfinished;
import org.expool.event.MemoryReason;
import org.jspecify.annotations.Nullable;

/**
 * A slice of what is unfinished, as it is at one moment. Immutable.
 *
 * @param jobs in the order of their numbers
 * @param next the number after which the next slice begins; {@link Long#MAX_VALUE} if there is none
 * @param counts of all jobs, at the same moment; null if the scheduler has given up
 */
public record Inspection(
        List<InspectedJob> jobs, long next, @Nullable PoolCounts counts) {

    /** Nothing is known, and there is no more. */
    public static final Inspection END = new Inspection(List.of(), Deadline.NEVER, null);

    public Inspection {
        jobs = List.copyOf(jobs);
    }

    /**
     * A job that has not settled.
     *
     * @param attempt the number of its present attempt; 0 before the first
     * @param pid its process, or 0
     * @param startedAt when that was started, meaningless without one
     * @param running how long it has run; 0 without one
     * @param memory what it used when last sampled in bytes, or null
     * @param reason why it waits for memory or is frozen, or null if it does neither
     */
    public record InspectedJob(
            JobEntry job,
            Unfinished.State state,
            int attempt,
            long pid,
            long startedAt,
            long running,
            @Nullable Long memory,
            @Nullable MemoryReason reason) {}
}
