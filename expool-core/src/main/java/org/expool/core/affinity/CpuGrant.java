package org.expool.core.affinity;

import java.util.Map;
import org.expool.CpuSet;

/** CPUs that a job has, until it gives them back to the allocator that granted them. Immutable and thread-safe. */
public final class CpuGrant {

    private final CpuSet cpus;
    private final CpuSet memoryNodes;
    private final Map<Core, Integer> threads;

    /**
     * Of one allocator.
     *
     * @param threads of each core, as bits by their position
     */
    CpuGrant(CpuSet cpus, CpuSet memoryNodes, Map<Core, Integer> threads) {
        this.cpus = cpus;
        this.memoryNodes = memoryNodes;
        this.threads = threads;
    }

    /** Not empty. */
    public CpuSet cpus() {
        return cpus;
    }

    /** The NUMA nodes of these CPUs whose memory may be used; empty where there is none. */
    public CpuSet memoryNodes() {
        return memoryNodes;
    }

    Map<Core, Integer> threads() {
        return threads;
    }

    @Override
    public String toString() {
        return "CPUs " + cpus;
    }
}
