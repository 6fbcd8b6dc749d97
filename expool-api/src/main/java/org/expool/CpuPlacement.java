package org.expool;

/**
 * Where a worker is to run. Immutable and thread-safe.
 *
 * @param cpus the logical CPUs of all its threads; not empty
 * @param memoryNodes the NUMA nodes of its memory; empty for any
 * @param memory how strictly
 */
public record CpuPlacement(CpuSet cpus, CpuSet memoryNodes, MemoryBinding memory) {

    /** Checks that there is a CPU. */
    public CpuPlacement {
        if (cpus.isEmpty()) {
            throw new IllegalArgumentException("cpus: a worker without a CPU cannot run");
        }
    }

    /** Whether something is to be said about memory. */
    public boolean bindsMemory() {
        return memory != MemoryBinding.NONE && !memoryNodes.isEmpty();
    }
}
