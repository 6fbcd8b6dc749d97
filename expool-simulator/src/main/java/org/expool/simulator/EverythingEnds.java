package org.expool.simulator;

import org.jspecify.annotations.Nullable;

/**
 * In the end every job and task has ended, no worker is occupied, every call is answered, and the scheduler had no
 * fault.
 */
final class EverythingEnds extends Invariant {

    EverythingEnds(ReferenceModel model) {
        super(model);
    }

    @Override
    public void warn(String message, @Nullable Throwable fault) {
        if (!(fault instanceof InjectedFaultException)) {
            throw broken(message, fault);
        }
    }

    @Override
    void ended() {
        if (!model.jobs.isEmpty() || !model.tasks.isEmpty()) {
            throw broken(model.jobs + " and " + model.tasks + " have not ended");
        }
        if (!model.occupants.isEmpty() || !model.round.waiters.isEmpty()) {
            throw broken(model.occupants + " occupy workers, and " + model.round.waiters + " wait");
        }
    }
}
