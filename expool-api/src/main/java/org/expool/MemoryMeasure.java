package org.expool;

/** Which memory of a process is counted. Thread-safe. */
public enum MemoryMeasure {
    /** Resident pages; shared pages are counted in full (RSS). The default. */
    RESIDENT,
    /** Resident pages; shared pages are divided among the processes that share them (PSS). Costly to measure. */
    PROPORTIONAL,
    /** Nine tenths of resident and one tenth of virtual memory, as in PyExPool. Counts memory that is reserved but not used. */
    RSS_VMS_MIX,
    /** The memory charged to the job's control group, less page cache that the kernel can drop at once. */
    CHARGED
}
