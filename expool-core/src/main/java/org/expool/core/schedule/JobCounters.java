package org.expool.core.schedule;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.expool.Outcome;
import org.expool.PoolCounts;
import org.expool.Unfinished;
import org.expool.core.schedule.JobEntry.State;
import org.jspecify.annotations.Nullable;

/**
 * How many jobs are in each state and how many outcomes there are, counted as they change. Therefore nothing else changes the state of a
 * job, or why its attempt is being terminated. Part of the scheduler's state.
 */
final class JobCounters {

    private final long[] states = new long[Unfinished.State.values().length];
    private final long[] outcomes = new long[Outcome.Kind.values().length];

    /** A job has been submitted. */
    void submitted(JobEntry job) {
        count(job, 1);
    }

    /** Moves a job to another state; if that is not one of an attempt, the job has none any more. */
    void move(JobEntry job, State next) {
        count(job, -1);
        job.state = next;
        if (!next.isOfAttempt()) {
            job.current = null;
        }
        count(job, 1);
    }

    /** A job has its outcome. */
    void finished(JobEntry job, Outcome outcome, State next) {
        outcomes[outcome.kind().ordinal()]++;
        move(job, next);
    }

    /** Sets why the attempt of a job is being terminated; null if it is not. */
    void terminating(JobEntry job, @Nullable TerminationRequest why) {
        count(job, -1);
        job.present().termination = why;
        count(job, 1);
    }

    private void count(JobEntry job, int by) {
        if (job.state != State.DONE) {
            states[Inspector.state(job).ordinal()] += by;
        }
    }

    /** Counts the states of these jobs anew. */
    void recount(JobTable jobs) {
        Arrays.fill(states, 0);
        jobs.read(0, Integer.MAX_VALUE, job -> {
            count(job, 1);
            return true;
        });
    }

    /** Counts outcomes anew from here on. */
    void clearOutcomes() {
        Arrays.fill(outcomes, 0);
    }

    /** The counts as they are now. */
    PoolCounts snapshot() {
        return new PoolCounts(toMap(Unfinished.State.class, states), toMap(Outcome.Kind.class, outcomes));
    }

    private static <E extends Enum<E>> Map<E, Long> toMap(Class<E> keys, long[] counts) {
        Map<E, Long> all = new EnumMap<>(keys);
        for (E key : keys.getEnumConstants()) {
            all.put(key, counts[key.ordinal()]);
        }
        return all;
    }
}
