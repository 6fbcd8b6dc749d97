package org.expool.simulator;

import org.expool.core.schedule.Decision;
import org.expool.simulator.SimulatedJob.Phase;

/** An attempt begins with the job's onStart, if it has one, asked once; then there is one launch, announced once. */
final class CallbacksInOrder extends Invariant {

    CallbacksInOrder(ReferenceModel world) {
        super(world);
    }

    @Override
    void decided(Decision decision) {
        if (decision instanceof Decision.AskStart ask) {
            asked((SimulatedJob) ask.job());
        } else if (decision instanceof Decision.Launch launch) {
            launched((SimulatedJob) launch.job());
        } else if (decision instanceof Decision.Announce announce) {
            announced((SimulatedJob) announce.job(), announce);
        }
    }

    private void asked(SimulatedJob job) {
        if (job.job().onStart() == null || job.attempt() <= job.askedAttempt || job.phase == Phase.ASKING) {
            throw broken(
                    "the onStart of " + job + " is called for attempt " + job.attempt() + " after " + job.askedAttempt);
        }
    }

    private void launched(SimulatedJob job) {
        if (job.job().command().isEmpty()) {
            throw broken(job + " has no command and is launched");
        }
        if (job.attempt() != job.endedAttempts + 1 || job.attempt() == job.launchedAttempt) {
            throw broken(job + " is launched as attempt " + job.attempt() + " after " + job.endedAttempts
                    + " ended attempts");
        }
        if (job.job().onStart() != null && job.agreedAttempt != job.attempt()) {
            throw broken(job + " is launched before its onStart has agreed");
        }
    }

    private void announced(SimulatedJob job, Decision.Announce announce) {
        if (job.phase != Phase.RUNNING || announce.attempt() != job.launchedAttempt) {
            throw broken(announce + " without such a start");
        }
    }
}
