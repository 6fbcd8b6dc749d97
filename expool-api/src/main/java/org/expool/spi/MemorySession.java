package org.expool.spi;

import java.util.Map;

/**
 * Samples memory repeatedly for one pool. May keep files open and record which processes belong to which job, so that
 * orphans still count. Used by one thread at a time.
 */
public interface MemorySession extends AutoCloseable {

    /**
     * Samples jobs, all at about the same time.
     *
     * @return the readings by root; roots that have ended, or that this sampler cannot read, are absent
     */
    Map<Long, MemoryReading> sample(MemoryQuery query);

    /** Reads the memory of the host, as far as this process may use it. */
    HostMemory host();

    /** Closes what is open. Has no effect the second time. */
    @Override
    void close();
}
