package org.expool;

/**
 * A NUMA node: memory, and the logical CPUs that are nearest to it. Immutable and thread-safe.
 *
 * @param id the operating system's number; numbers need not be consecutive
 * @param cpus empty for memory without CPUs, such as HBM or CXL
 * @param memory its size; 0 bytes where unknown or none
 */
public record NumaNode(int id, CpuSet cpus, MemorySize memory) {

    /** Checks the number. */
    public NumaNode {
        CpuSet.checked(id);
    }
}
