package org.expool.core.schedule;

import org.jspecify.annotations.Nullable;

/**
 * The start delay: from the decision to start a job that has one until its process has run for that long, no other
 * job is started.
 */
final class StartDelayGate {

    private @Nullable JobEntry holder;
    private long until = Long.MIN_VALUE;

    /** Everything is being ended, the job that was to be left alone as well. */
    void lift() {
        holder = null;
        until = Long.MIN_VALUE;
    }

    boolean holds(long now) {
        return holder != null || now < until;
    }

    /** Whether this job, which is about to start, must wait for another. */
    boolean holds(JobEntry job, long now) {
        return holder != job && holds(now);
    }

    void decided(JobEntry job) {
        if (!job.job().startDelay().isZero()) {
            holder = job;
        }
    }

    void started(JobEntry job, long at) {
        if (holder == job) {
            holder = null;
            until = Deadline.after(at, job.job().startDelay());
        }
    }

    void notStarted(JobEntry job) {
        if (holder == job) {
            holder = null;
        }
    }

    /**
     * When to look again, given that jobs were held back; {@link Deadline#NEVER} if not by time. May have passed by
     * the time of asking: then it is due, not gone.
     */
    long until() {
        return holder == null ? until : Deadline.NEVER;
    }
}
