package org.expool.simulator;

import org.expool.core.schedule.Decision;

/** At last every job and task has ended, nothing is held, and everybody is answered; and nothing went wrong on the way. */
final class EverythingEnds extends Invariant {

    EverythingEnds(ReferenceModel world) {
        super(world);
    }

    @Override
    void decided(Decision decision) {
        if (decision instanceof Decision.Complain complaint) {
            throw broken(complaint.message());
        }
    }

    @Override
    void ended() {
        if (!world.jobs.isEmpty() || !world.tasks.isEmpty()) {
            throw broken(world.jobs + " and " + world.tasks + " have not ended");
        }
        if (!world.holders.isEmpty() || !world.round.waiters.isEmpty()) {
            throw broken(world.holders + " hold workers, and " + world.round.waiters + " wait");
        }
    }
}
