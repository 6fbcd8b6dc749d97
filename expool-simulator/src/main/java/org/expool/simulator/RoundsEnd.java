package org.expool.simulator;

import java.util.List;
import org.expool.Outcome;
import org.expool.core.schedule.Decision;

/**
 * A round ends as soon as somebody waits for that and everything has ended, callbacks included; everybody who waits is told.
 * It is not complete if its time ended a job.
 */
final class RoundsEnd extends Invariant {

    private boolean cut;

    RoundsEnd(ReferenceModel world) {
        super(world);
    }

    @Override
    void decided(Decision decision) {
        if (decision instanceof Decision.Finish finish) {
            Outcome outcome = finish.conclusion().outcome();
            cut |= outcome instanceof Outcome.TimedOut timedOut && timedOut.scope() == Outcome.TimedOut.Scope.POOL;
        } else if (decision instanceof Decision.RoundEnded ended) {
            if (!world.jobs.isEmpty() || !world.tasks.isEmpty()) {
                throw broken("a round ends before " + world.jobs + " and " + world.tasks);
            }
            if (!ended.waiters().equals(List.copyOf(world.round.waiters))) {
                throw broken(ended + " does not tell all of " + world.round.waiters);
            }
            if (cut && ended.complete()) {
                throw broken("a round is called complete though its time ended a job");
            }
            cut = false;
        }
    }

    @Override
    void handled() {
        if (!world.round.waiters.isEmpty() && world.jobs.isEmpty() && world.tasks.isEmpty()) {
            throw broken("a round does not end though everything has ended");
        }
    }
}
