package org.expool.core.affinity;

import java.util.List;
import org.expool.CpuDemand;

/** Cores that are kept from others until a demand that waits for them can have them all. Immutable and thread-safe. */
public final class CpuReservation {

    private final CpuDemand demand;
    private final List<Core> cores;

    CpuReservation(CpuDemand demand, List<Core> cores) {
        this.demand = demand;
        this.cores = cores;
    }

    /** What waits. */
    public CpuDemand demand() {
        return demand;
    }

    List<Core> cores() {
        return cores;
    }

    @Override
    public String toString() {
        return demand + " on CPUs " + Core.threads(cores);
    }
}
