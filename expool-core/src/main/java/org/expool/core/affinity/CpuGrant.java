package org.expool.core.affinity;

import java.util.Map;
import org.expool.CpuSet;

/** CPUs allocated to a job until they are released ({@link CpuAllocator#release}). Immutable and thread-safe. */
public final class CpuGrant {

    private final CpuSet cpus;
    private final CpuSet memoryNodes;
    private final Map<Core, Integer> threads;

    /**
     * A grant of one allocator.
     *
     * @param threads of each core, as a bit mask of their positions
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

    /** The NUMA nodes of these CPUs whose memory may be used; empty for none. */
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
