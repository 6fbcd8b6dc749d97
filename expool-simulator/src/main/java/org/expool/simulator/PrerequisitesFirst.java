package org.expool.simulator;

import java.util.List;
import org.expool.Outcome;
import org.expool.core.schedule.Decision;
import org.expool.core.schedule.Event;

/**
 * A job starts when everything has succeeded that it is to run after, and ends unstarted as soon as something of it has
 * not. What waits for itself, or for something unknown, is refused as a whole; nothing else is.
 */
final class PrerequisitesFirst extends Invariant {

    private boolean admitting;

    PrerequisitesFirst(ReferenceModel world) {
        super(world);
    }

    @Override
    void expect(Event event) {
        admitting = event instanceof Event.Admit;
    }

    @Override
    void decided(Decision decision) {
        if (decision instanceof Decision.Launch launch) {
            started((SimulatedJob) launch.job());
        } else if (decision instanceof Decision.AskStart ask) {
            started((SimulatedJob) ask.job());
        } else if (decision instanceof Decision.Finish finish
                && finish.conclusion().outcome() instanceof Outcome.Succeeded) {
            started((SimulatedJob) finish.job());
        } else if (decision instanceof Decision.Admitted admitted) {
            answered(admitted.problems());
        } else if (decision instanceof Decision.Refused) {
            refused();
        }
    }

    private void started(SimulatedJob job) {
        for (Completion fate : job.prerequisites) {
            if (!fate.succeeded) {
                throw broken(job + " starts before " + fate + " has succeeded");
            }
        }
    }

    private void answered(List<String> problems) {
        if (!admitting || problems.isEmpty() == world.refusing) {
            throw broken("a submission is answered with " + problems);
        }
        admitting = false;
    }

    private void refused() {
        if (!admitting || !world.ended) {
            throw broken("a submission is refused by a pool that has not ended");
        }
        admitting = false;
    }

    @Override
    void handled() {
        if (admitting) {
            throw broken("a submission is not answered");
        }
        if (!world.doomed.isEmpty()) {
            throw broken(world.doomed + " wait for what did not succeed");
        }
    }
}
