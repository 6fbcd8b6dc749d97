package org.expool;

/**
 * The CPUs and NUMA nodes of a worker. Immutable and thread-safe.
 *
 * @param cpus the logical CPUs of all its threads; not empty
 * @param memoryNodes the NUMA nodes of its memory; empty for any
 * @param memory how strictly its memory is bound to them
 */
public record CpuPlacement(CpuSet cpus, CpuSet memoryNodes, MemoryBinding memory) {

    /** Checks that there is a CPU. */
    public CpuPlacement {
        if (cpus.isEmpty()) {
            throw new IllegalArgumentException("cpus: a worker needs at least one CPU");
        }
    }

    /** Whether the memory is bound to NUMA nodes. */
    public boolean bindsMemory() {
        return memory != MemoryBinding.NONE && !memoryNodes.isEmpty();
    }
}
