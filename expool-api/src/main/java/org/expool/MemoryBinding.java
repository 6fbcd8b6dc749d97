package org.expool;

/** How strictly a worker's memory is to come from the NUMA nodes of its CPUs. */
public enum MemoryBinding {
    /** From there while there is some, else from elsewhere. */
    PREFER,
    /** From there only: when it is used up, the kernel reclaims, swaps, and at last ends the process. */
    BIND,
    /** As the kernel does by itself: from the node of the CPU that first touches a page. */
    NONE
}
