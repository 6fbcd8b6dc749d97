package org.expool.simulator;

import org.jspecify.annotations.Nullable;

/** How long a job with a start delay keeps others from starting. Not thread-safe. */
final class StartDelays {

    private @Nullable SimulatedJob delaying;
    private long until = Long.MIN_VALUE;
    private boolean doubtful;

    /** Whether this job must not be started now. */
    boolean blocks(SimulatedJob job, long now) {
        return !doubtful && delaying != job && (delaying != null || now < until);
    }

    /** Whether any job may have to wait. */
    boolean blocksAny(long now) {
        return delaying != null || now < until;
    }

    /** A job is about to start, so no delay keeps it. */
    void taken(SimulatedJob job) {
        if (doubtful) {
            lift();
        }
        if (!job.job().startDelay().isZero() && !job.job().command().isEmpty()) {
            delaying = job;
        }
    }

    void started(SimulatedJob job, long at) {
        if (delaying == job) {
            delaying = null;
            until = at + job.job().startDelay().toNanos();
        }
    }

    void released(SimulatedJob job) {
        if (delaying == job) {
            delaying = null;
        }
    }

    /** It is not visible whether the present delay still counts. */
    void doubt() {
        doubtful = true;
    }

    /** All jobs are being terminated. */
    void lift() {
        delaying = null;
        until = Long.MIN_VALUE;
        doubtful = false;
    }
}
