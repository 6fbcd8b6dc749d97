package org.expool.core.schedule;

import java.util.OptionalLong;
import org.expool.Outcome;
import org.expool.Retry;

/** Whether another attempt follows, and after how long. Stateless. */
final class RetryDecision {

    private static final double UNIT = 0x1.0p-53;

    private RetryDecision() {}

    /**
     * How long to wait before the next attempt.
     *
     * @param outcome of the attempt that has ended
     * @param byTimeout whether the job's own timeout ended it
     * @return in nanoseconds; empty if no attempt follows
     */
    static OptionalLong after(JobEntry job, Outcome outcome, boolean byTimeout) {
        if (byTimeout && isRestart(job)) {
            return OptionalLong.of(0);
        }
        if (outcome instanceof Outcome.MemoryExceeded exceeded && MemoryLimits.isRaised(job, exceeded)) {
            return OptionalLong.of(0);
        }
        Retry retry = job.job().retry();
        int made = job.tries - job.restarts - job.postponed - (job.memory == null ? 0 : job.memory.raises);
        if (made >= retry.attempts() || !retry.covers(outcome)) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(backoff(retry, made, job));
    }

    /** Whether the job may restart after a timeout now. */
    static boolean isRestart(JobEntry job) {
        return job.restarts < job.job().maxRestarts();
    }

    private static long backoff(Retry retry, int made, JobEntry job) {
        double longest = Deadline.after(0, retry.maxBackoff());
        double wait = Math.min(longest, Deadline.after(0, retry.backoff()) * Math.pow(retry.factor(), made - 1.0));
        return Math.round(wait * (1 + retry.jitter() * (2 * random(job) - 1)));
    }

    /**
     * A number from 0 to 1 that depends on the job and its attempt alone, so that the scheduler stays deterministic:
     * the finalizer of SplitMix64 (Steele, Lea and Flood 2014).
     */
    private static double random(JobEntry job) {
        long z = job.id() * 0x9e3779b97f4a7c15L + job.tries;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        z = z ^ (z >>> 31);
        return (z >>> 11) * UNIT;
    }
}
