package org.expool;

/** How strictly a worker's memory is bound to the NUMA nodes of its CPUs. Thread-safe. */
public enum MemoryBinding {
    /** From these nodes while they have free memory, else from others. */
    PREFER,
    /** From these nodes only: without free memory there, the kernel reclaims, swaps, and finally kills the process. */
    BIND,
    /** The kernel's default: from the node of the CPU that first touches a page. */
    NONE
}
