package org.expool.simulator;

import org.expool.MemorySize;
import org.expool.core.memory.MemorySettings;
import org.expool.core.schedule.JobEntry;
import org.jspecify.annotations.Nullable;

/**
 * A job starts only if its promise fits beside what the others were promised or use, into the pool's limit and into
 * what the host had available; or alone. And while no job runs and the host has enough memory, a job starts.
 */
final class MemoryIsPromised extends Invariant {

    MemoryIsPromised(ReferenceModel model) {
        super(model);
    }

    @Override
    public void launch(JobEntry entry, int slot, long promisedBytes, @Nullable MemorySize limit) {
        MemorySettings settings = model.settings.memory();
        if (settings == null) {
            return;
        }
        SimulatedJob job = (SimulatedJob) entry;
        long promised = 0;
        boolean alone = true;
        for (SimulatedJob other : model.occupants) {
            if (other.isLaunched() && other != job) {
                promised += Math.max(other.promised, other.residentBytes);
                alone = false;
            }
        }
        long most = Math.min(settings.limitBytes(), model.memory.granted());
        boolean lately = job.job().onStart() == null; // else the promise was made before its onStart
        if (!alone && lately && promised + promisedBytes > most) {
            throw broken(job + " is promised " + promisedBytes + " beside " + promised + " of " + most);
        }
    }

    @Override
    void handled() {
        MemorySettings settings = model.settings.memory();
        if (settings != null
                && model.occupants.isEmpty()
                && !model.isBusy()
                && model.memory.granted() >= settings.limitBytes()
                && model.ready.stream().anyMatch(job -> !ReferenceTasks.isParked(job))) {
            throw broken("nothing starts of " + model.ready);
        }
    }
}
