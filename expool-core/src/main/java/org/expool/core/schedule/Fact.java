package org.expool.core.schedule;

import java.time.Instant;
import org.expool.Job;
import org.expool.event.PoolEvent;

/** Makes the event that tells listeners what has happened; called only where there are listeners. Stateless. */
@FunctionalInterface
public interface Fact {

    /**
     * Makes the event.
     *
     * @param number its number in the pool
     * @param at the time
     */
    PoolEvent make(long number, Instant at);

    /** Makes the event that tells what was done with a job and why. */
    @FunctionalInterface
    interface OfJob<W> {
        PoolEvent make(long number, Instant at, long id, Job job, W why);
    }

    /** Something was done with a job. */
    static <W> Fact of(JobEntry job, W why, OfJob<? super W> event) {
        return (number, at) -> event.make(number, at, job.id(), job.job(), why);
    }
}
