package org.expool.simulator;

import org.expool.core.schedule.Decision;

/** No slot is given twice, and none is taken beyond the number of workers. */
final class SlotsSuffice extends Invariant {

    SlotsSuffice(ReferenceModel world) {
        super(world);
    }

    @Override
    void decided(Decision decision) {
        if (decision instanceof Decision.AskStart ask) {
            taken((SimulatedJob) ask.job());
        } else if (decision instanceof Decision.Launch launch) {
            SimulatedJob job = (SimulatedJob) launch.job();
            taken(job);
            for (SimulatedJob other : world.holders) {
                if (other.isLaunched() && other.slot == launch.slot()) {
                    throw broken("slot " + launch.slot() + " is given to " + job + " while " + other + " has it");
                }
            }
        }
    }

    private void taken(SimulatedJob job) {
        if (job.holding) {
            return; // from before its onStart
        }
        long taken = world.holders.stream().filter(holder -> !holder.unsure).count();
        if (taken >= world.workers) {
            throw broken(job + " takes one of " + world.workers + " workers, all of which are taken");
        }
    }
}
