package org.expool.core.simulate;

import org.expool.Outcome;
import org.expool.core.schedule.Decision;
import org.expool.core.schedule.Event;
import org.expool.core.simulate.SimulatedJob.Phase;

/** A job that is seen to hold more than it may, or alone more than the pool may, is told to end; no other is said to. */
final class MemoryLimitsHold extends Invariant {

    private boolean measured;

    MemoryLimitsHold(World world) {
        super(world);
    }

    @Override
    void expect(Event event) {
        measured = event instanceof Event.Measured;
    }

    @Override
    void decided(Decision decision) {
        if (decision instanceof Decision.Finish finish) {
            check((SimulatedJob) finish.job(), finish.conclusion().outcome());
        } else if (decision instanceof Decision.AttemptEnded ended) {
            check((SimulatedJob) ended.job(), ended.conclusion().outcome());
        }
    }

    private void check(SimulatedJob job, Outcome outcome) {
        if (outcome instanceof Outcome.MemoryExceeded exceeded) {
            boolean own = exceeded.scope() == Outcome.MemoryExceeded.Scope.JOB;
            long limit = own ? job.limit : world.poolLimit();
            if (exceeded.limit().bytes() != limit || job.mostSeen <= limit) {
                throw broken(job + " was seen to hold " + job.mostSeen + " and ends as " + outcome);
            }
        }
    }

    @Override
    void handled() {
        for (SimulatedJob job : world.holders) {
            if (measured
                    && job.phase == Phase.RUNNING
                    && !job.signalled
                    && job.heldBytes > Math.min(job.limit, world.poolLimit())) {
                throw broken(job + " holds " + job.heldBytes + " and goes on");
            }
        }
    }
}
