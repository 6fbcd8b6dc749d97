package org.expool.simulator;

import org.expool.core.schedule.Decision;
import org.jspecify.annotations.Nullable;

/** Each job has one outcome, and afterwards nothing; none has one while its process lives. */
final class OneConclusion extends Invariant {

    OneConclusion(ReferenceModel world) {
        super(world);
    }

    @Override
    void decided(Decision decision) {
        if (decision instanceof Decision.Finish finish) {
            over((SimulatedJob) finish.job());
        } else if (decision instanceof Decision.AttemptEnded ended) {
            over((SimulatedJob) ended.job());
        } else if (decision instanceof Decision.Launch launch) {
            open((SimulatedJob) launch.job(), decision);
        } else if (decision instanceof Decision.AskStart ask) {
            open((SimulatedJob) ask.job(), decision);
        } else if (decision instanceof Decision.Send signal) {
            open((SimulatedJob) signal.job(), decision);
        } else if (decision instanceof Decision.Announce announce) {
            open((SimulatedJob) announce.job(), decision);
        }
    }

    private void over(SimulatedJob job) {
        open(job, null);
        if (job.alive) {
            throw broken(job + " is over while its process lives");
        }
    }

    private void open(SimulatedJob job, @Nullable Decision decision) {
        if (job.conclusion != null) {
            throw broken(job + " has an outcome, " + job.conclusion.outcome() + ", and then " + decision);
        }
    }
}
