package org.expool.simulator;

import org.expool.core.memory.MemorySettings;
import org.expool.simulator.SimulatedJob.Phase;

/**
 * While the user has frozen the pool, every process stands still that is not being terminated; otherwise only those that
 * were frozen for memory. A process that is told to terminate runs, as a frozen one takes no signal but SIGKILL.
 */
final class FrozenAsAsked extends Invariant {

    FrozenAsAsked(ReferenceModel model) {
        super(model);
    }

    @Override
    void handled() {
        if (model.faulted) {
            return; // a lost command to freeze or thaw costs the job
        }
        MemorySettings memory = model.settings.memory();
        boolean mayFreeze = model.frozen || (memory != null && memory.canFreeze());
        for (SimulatedJob job : model.occupants) {
            boolean frozen = job.frozenSince >= 0;
            if (job.phase != Phase.RUNNING) {
                continue;
            }
            if (job.signalled && !job.killed && frozen) {
                throw broken(job + " is told to terminate while it is frozen");
            }
            if (!job.signalled && (frozen ? !mayFreeze : model.frozen)) {
                throw broken(job + (frozen ? " is" : " is not") + " frozen");
            }
        }
    }
}
