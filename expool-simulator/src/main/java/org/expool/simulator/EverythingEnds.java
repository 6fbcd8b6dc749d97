package org.expool.simulator;

import org.jspecify.annotations.Nullable;

/** At last every job and task has ended, nothing is held, and everybody is answered; and nothing went wrong on the way. */
final class EverythingEnds extends Invariant {

    EverythingEnds(ReferenceModel world) {
        super(world);
    }

    @Override
    public void warn(String message, @Nullable Throwable fault) {
        if (!(fault instanceof InjectedFaultException)) {
            throw broken(message, fault);
        }
    }

    @Override
    void ended() {
        if (!world.jobs.isEmpty() || !world.tasks.isEmpty()) {
            throw broken(world.jobs + " and " + world.tasks + " have not ended");
        }
        if (!world.occupants.isEmpty() || !world.round.waiters.isEmpty()) {
            throw broken(world.occupants + " hold workers, and " + world.round.waiters + " wait");
        }
    }
}
