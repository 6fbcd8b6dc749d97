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

    private final VirtualClock agenda;
    private final SimulatedProcesses processes;
    private long total;
    private long others;

    SimulatedMemory(VirtualClock agenda, SimulatedProcesses processes) {
        this.agenda = agenda;
        this.processes = processes;
    }

    /** So much there is now; 0 for a machine that nobody can look at. */
    void set(int totalMebibytes, int othersMebibytes) {
        total = totalMebibytes * MemoryStep.MIB;
        others = othersMebibytes * MemoryStep.MIB;
    }

    /** What a look shows. */
    Event.MemorySampled look(Collection<Long> pids) {
        Map<Long, MemoryReading> readings = new HashMap<>();
        long held = 0;
        for (SimulatedJob job : processes.alive()) {
            long bytes = SimulatedProcesses.held(job, agenda.now());
            held += bytes;
            if (pids.contains(SimulatedProcesses.pid(job))) {
                long counting = SimulatedProcesses.held(job, SimulatedProcesses.kind(job), agenda.now());
                readings.put(SimulatedProcesses.pid(job), new MemoryReading(counting, MemoryMeasure.RESIDENT, null));
            }
        }
        HostMemory machine = total == 0
                ? null
                : new HostMemory(total, Math.max(0, total - others - held), "the simulated machine", null);
        return new Event.MemorySampled(readings, machine, 0);
    }
}
