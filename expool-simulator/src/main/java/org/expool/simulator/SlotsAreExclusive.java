package org.expool.simulator;

import org.expool.MemorySize;
import org.expool.core.schedule.JobEntry;
import org.jspecify.annotations.Nullable;

/** No slot is given twice, and no more are in use than there are workers. */
final class SlotsAreExclusive extends Invariant {

    SlotsAreExclusive(ReferenceModel model) {
        super(model);
    }

    @Override
    public void callOnStart(JobEntry entry) {
        taken((SimulatedJob) entry);
    }

    @Override
    public void launch(JobEntry entry, int slot, long promisedBytes, @Nullable MemorySize limit) {
        SimulatedJob job = (SimulatedJob) entry;
        taken(job);
        for (SimulatedJob other : model.occupants) {
            if (other.isLaunched() && other.slot == slot) {
                throw broken("slot " + slot + " is given to " + job + " while " + other + " has it");
            }
        }
    }

    private void taken(SimulatedJob job) {
        if (job.occupies) {
            return; // it has the slot since before its onStart
        }
        long taken =
                model.occupants.stream().filter(occupant -> !occupant.unsure).count();
        if (taken >= model.workers) {
            throw broken(job + " takes one of " + model.workers + " workers, but all are busy");
        }
    }
}
