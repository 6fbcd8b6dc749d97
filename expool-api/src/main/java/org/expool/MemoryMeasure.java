package org.expool;

/** What of a process counts as its memory. */
public enum MemoryMeasure {
    /** The pages it has in memory, those it shares counted in full; the default. */
    RESIDENT,
    /** The pages it has in memory, those it shares counted by its share in them. Costly to find out. */
    PROPORTIONAL,
    /** Nine tenths of resident and one tenth of virtual memory, as PyExPool had it. What is reserved and not used counts. */
    RSS_VMS_MIX,
    /** What the kernel charges to the job's control group, less page cache that it can drop at once. */
    CHARGED
}
