package org.expool.spi;

import java.util.Map;

/**
 * Looks at memory again and again for one pool. It may keep files open and remember which processes belong to which job,
 * so that those whose parents have ended still count. Used by one thread at a time.
 */
public interface MemorySession extends AutoCloseable {

    /**
     * Looks at some jobs, all at about the same moment.
     *
     * @return the readings by root; roots that have ended, or of which this sampler sees nothing, are absent
     */
    Map<Long, MemoryReading> sample(MemoryQuery query);

    /** Looks at the machine, as far as this process may use it. */
    HostMemory host();

    /** Closes what is open. Has no effect the second time. */
    @Override
    void close();
}
