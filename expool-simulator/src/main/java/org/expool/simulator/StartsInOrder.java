package org.expool.simulator;

import org.expool.core.schedule.Decision;

/**
 * No job starts while a better one could: one of a higher priority, or of the same and submitted before; and no worker is
 * idle while a job could start; see {@link ReferenceQueue} for when it could.
 */
final class StartsInOrder extends Invariant {

    StartsInOrder(ReferenceModel world) {
        super(world);
    }

    @Override
    void decided(Decision decision) {
        if (decision instanceof Decision.Launch launch) {
            taken((SimulatedJob) launch.job());
        } else if (decision instanceof Decision.AskStart ask) {
            taken((SimulatedJob) ask.job());
        }
    }

    private void taken(SimulatedJob job) {
        if (world.settings.memory() == null
                && !job.holding
                && world.ready.contains(job)
                && world.ready.first() != job) {
            SimulatedJob better =
                    ReferenceQueue.among(world.ready.headSet(job), world).next();
            if (better != null) {
                throw broken(job + " starts before " + better);
            }
        }
    }

    @Override
    void handled() {
        if (world.settings.memory() == null && !world.ready.isEmpty() && !world.isBusy()) {
            SimulatedJob idle = ReferenceQueue.among(world.ready, world).next();
            if (idle != null) {
                throw broken(idle + " does not start though there is a worker for it");
            }
        }
    }
}
