package org.expool.simulator;

import org.expool.MemorySize;
import org.expool.core.schedule.JobEntry;
import org.jspecify.annotations.Nullable;

/**
 * No job starts while one before it could, by priority and then by submission; and no worker is idle while a job could
 * start; see {@link ReferenceQueue} for when it could.
 */
final class StartsInOrder extends Invariant {

    StartsInOrder(ReferenceModel world) {
        super(world);
    }

    @Override
    public void launch(JobEntry entry, int slot, long promisedBytes, @Nullable MemorySize limit) {
        taken((SimulatedJob) entry);
    }

    @Override
    public void callOnStart(JobEntry entry) {
        taken((SimulatedJob) entry);
    }

    private void taken(SimulatedJob job) {
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
