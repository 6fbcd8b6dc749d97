package org.expool.core.schedule;

import org.jspecify.annotations.Nullable;

/**
 * The start delay: from the decision to start a job that has one until its process has run for that long, no other job
 * is started. Part of the scheduler's state.
 */
final class StartDelayGate {

    private @Nullable JobEntry delaying;
    private long until = Long.MIN_VALUE;

    /** All jobs are being terminated, including the one with the delay. */
    void lift() {
        delaying = null;
        until = Long.MIN_VALUE;
    }

    boolean isClosed(long now) {
        return delaying != null || now < until;
    }

    /** Whether this job, which is about to start, must wait for another. */
    boolean isClosed(JobEntry job, long now) {
        return delaying != job && isClosed(now);
    }

    void decided(JobEntry job) {
        if (!job.job().startDelay().isZero()) {
            delaying = job;
        }
    }

    void started(JobEntry job, long at) {
        if (delaying == job) {
            delaying = null;
            until = Deadline.after(at, job.job().startDelay());
        }
    }

    void notStarted(JobEntry job) {
        if (delaying == job) {
            delaying = null;
        }
    }

    /**
     * When jobs can start again; {@link Deadline#NEVER} if that is not known yet. A time in the past is due, not over.
     */
    long until() {
        return delaying == null ? until : Deadline.NEVER;
    }
}
