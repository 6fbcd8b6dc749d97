package org.expool.simulator;

import org.jspecify.annotations.Nullable;

/**
 * In the end every job and task has ended, no worker is occupied, every call is answered, and the scheduler had no
 * fault.
 */
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
            throw broken(world.occupants + " occupy workers, and " + world.round.waiters + " wait");
        }
    }
}
