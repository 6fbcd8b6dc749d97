package org.expool.simulator;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.expool.MemoryMeasure;
import org.expool.core.schedule.Event;
import org.expool.spi.HostMemory;
import org.expool.spi.MemoryReading;

/** The machine's memory, of which others hold some, and the sampler. Belongs to the simulation's thread. */
final class SimulatedMemory {

    private final VirtualClock clock;
    private final SimulatedProcesses processes;
    private long total;
    private long others;

    SimulatedMemory(VirtualClock clock, SimulatedProcesses processes) {
        this.clock = clock;
        this.processes = processes;
    }

    /** So much there is now; 0 for a machine that nobody can look at. */
    void set(int totalMebibytes, int othersMebibytes) {
        total = totalMebibytes * MemoryStep.MIB;
        others = othersMebibytes * MemoryStep.MIB;
    }

    /** What a look shows. */
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
        HostMemory machine = total == 0
                ? null
                : new HostMemory(total, Math.max(0, total - others - resident), "the simulated machine", null);
        return new Event.MemorySampled(readings, machine, 0);
    }
}
