package org.expool.spi;

import java.util.Map;

/** Looks at the memory of running processes. Thread-safe; called from one thread at a time per pool. */
public interface MemorySampler extends Provider {

    /**
     * The memory of each process's tree now: the sum of the resident sets of the process and its descendants.
     *
     * @param pids the roots
     * @return bytes by root; roots that have ended are absent
     */
    Map<Long, Long> residentBytes(java.util.Collection<Long> pids);
}
