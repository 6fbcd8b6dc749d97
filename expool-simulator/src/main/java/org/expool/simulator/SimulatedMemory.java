package org.expool.simulator;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.expool.MemoryMeasure;
import org.expool.core.schedule.Event;
import org.expool.spi.HostMemory;
import org.expool.spi.MemoryReading;

/** The host's memory, partly used by other processes, and the sampler. Not thread-safe. */
final class SimulatedMemory {

    private final VirtualClock clock;
    private final SimulatedProcesses processes;
    private long total;
    private long others;

    SimulatedMemory(VirtualClock clock, SimulatedProcesses processes) {
        this.clock = clock;
        this.processes = processes;
    }

    /** The memory that the host has now; 0 for unknown. */
    void set(int totalMebibytes, int othersMebibytes) {
        total = totalMebibytes * MemoryStep.MIB;
        others = othersMebibytes * MemoryStep.MIB;
    }

    Event.MemorySampled sample(Collection<Long> pids) {
        Map<Long, MemoryReading> readings = new HashMap<>();
        long resident = 0;
        for (SimulatedJob job : processes.alive()) {
            long bytes = SimulatedProcesses.resident(job, clock.now());
            resident += bytes;
            if (pids.contains(SimulatedProcesses.pid(job))) {
                long counting = SimulatedProcesses.resident(job, SimulatedProcesses.kind(job), clock.now());
                readings.put(SimulatedProcesses.pid(job), new MemoryReading(counting, MemoryMeasure.RESIDENT, null));
            }
        }
        HostMemory host = total == 0
                ? null
                : new HostMemory(total, Math.max(0, total - others - resident), "the simulated host", null);
        return new Event.MemorySampled(readings, host, 0);
    }
}
