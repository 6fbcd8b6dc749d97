package org.expool.simulator;

import java.util.Set;
import org.expool.core.memory.MemorySettings;
import org.expool.core.schedule.Event;
import org.expool.simulator.SimulatedJob.Phase;
import org.expool.spi.MemoryReading;
import org.jspecify.annotations.Nullable;

/** What samples of the memory of jobs and host show. Not thread-safe. */
final class ReferenceMemory {

    private final @Nullable MemorySettings settings;
    private long granted = Long.MAX_VALUE;

    /** Without a sample so far. */
    ReferenceMemory(@Nullable MemorySettings settings) {
        this.settings = settings;
    }

    /** What all jobs together may use, as far as the host has memory, in bytes. */
    long granted() {
        return granted;
    }

    /** What all jobs together may use by the pool's limit, in bytes. */
    long poolLimit() {
        return settings == null ? Long.MAX_VALUE : settings.limitBytes();
    }

    void sampled(Event.MemorySampled event, Set<SimulatedJob> occupants) {
        long sum = 0;
        for (SimulatedJob job : occupants) {
            MemoryReading reading = event.readings().get(SimulatedProcesses.pid(job));
            if (job.phase == Phase.RUNNING && reading != null) {
                job.residentBytes = reading.bytes();
                job.highestSample = Math.max(job.highestSample, job.residentBytes);
            }
            sum += job.isLaunched() ? job.residentBytes : 0;
        }
        if (event.host() != null && settings != null) {
            granted = sum + event.host().availableBytes() - settings.reserveBytes();
        }
    }
}
