package org.expool.simulator;

/**
 * No job starts while one before it could, by priority and then by submission; and no worker is idle while a job could
 * start; see {@link ReferenceQueue} for when it could.
 */
final class StartsInOrder extends Invariant {

    StartsInOrder(ReferenceModel model) {
        super(model);
    }

    @Override
    void starts(SimulatedJob job) {
        if (model.settings.memory() == null
                && !job.occupies
                && model.ready.contains(job)
                && model.ready.first() != job) {
            SimulatedJob better =
                    ReferenceQueue.among(model.ready.headSet(job), model).next();
            if (better != null) {
                throw broken(job + " starts before " + better);
            }
        }
    }

    @Override
    void handled() {
        if (model.settings.memory() == null && !model.ready.isEmpty() && !model.isBusy()) {
            SimulatedJob idle = ReferenceQueue.among(model.ready, model).next();
            if (idle != null) {
                throw broken(idle + " does not start though a worker is free for it");
            }
        }
    }
}
