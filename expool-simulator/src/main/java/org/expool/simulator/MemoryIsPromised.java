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

    MemoryIsPromised(ReferenceModel world) {
        super(world);
    }

    @Override
    public void launch(JobEntry entry, int slot, long promisedBytes, @Nullable MemorySize limit) {
        MemorySettings settings = world.settings.memory();
        if (settings == null) {
            return;
        }
        SimulatedJob job = (SimulatedJob) entry;
        long promised = 0;
        boolean alone = true;
        for (SimulatedJob other : world.occupants) {
            if (other.isLaunched() && other != job) {
                promised += Math.max(other.promised, other.residentBytes);
                alone = false;
            }
        }
        long most = Math.min(settings.limitBytes(), world.memory.granted());
        boolean lately = job.job().onStart() == null; // else the promise was made before its onStart
        if (!alone && lately && promised + promisedBytes > most) {
            throw broken(job + " is promised " + promisedBytes + " beside " + promised + " of " + most);
        }
    }

    @Override
    void handled() {
        MemorySettings settings = world.settings.memory();
        if (settings != null
                && world.occupants.isEmpty()
                && !world.isBusy()
                && world.memory.granted() >= settings.limitBytes()
                && world.ready.stream().anyMatch(job -> !OpenTasks.isParked(job))) {
            throw broken("nothing starts of " + world.ready);
        }
    }
}
