package org.expool.simulator;

/**
 * No job starts while one before it could, by priority and then by submission; and no worker is idle while a job could
 * start; see {@link ReferenceQueue} for when it could.
 */
final class StartsInOrder extends Invariant {

    StartsInOrder(ReferenceModel world) {
        super(world);
    }

    @Override
    void starts(SimulatedJob job) {
        if (world.settings.memory() == null
                && !job.occupies
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
                throw broken(idle + " does not start though a worker is free for it");
            }
        }
    }
}
