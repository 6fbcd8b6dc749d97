package org.expool.simulator;

import org.jspecify.annotations.Nullable;

/** For how long other jobs must not be started because of a job with a start delay. Belongs to the simulation's thread. */
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

    /** A job is about to start, so that nothing holds it. */
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

    /** It cannot be seen whether the present one still holds. */
    void doubt() {
        doubtful = true;
    }

    /** Everything is being ended. */
    void lift() {
        delaying = null;
        until = Long.MIN_VALUE;
        doubtful = false;
    }
}
