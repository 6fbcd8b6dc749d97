package org.expool.core.affinity;

import java.util.List;
import org.expool.CpuDemand;

/** Cores reserved until a waiting demand can be met ({@link CpuAllocator#reserve}). Immutable and thread-safe. */
public final class CpuReservation {

    private final CpuDemand demand;
    private final List<Core> cores;

    CpuReservation(CpuDemand demand, List<Core> cores) {
        this.demand = demand;
        this.cores = cores;
    }

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
