package org.expool.spi;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.expool.MemoryKind;
import org.expool.MemoryMeasure;
import org.jspecify.annotations.Nullable;

/** Samples the memory of running processes and of the host. Stateless and thread-safe. */
public interface MemorySampler extends Provider {

    /** Opens a session for one pool. To be closed by the caller. */
    MemorySession open();

    /**
     * Starts to watch for memory pressure on the system. To be closed by the caller.
     *
     * @param stalled called on a thread of the watch, at most every few seconds; must return at once
     * @return null if the system cannot notify; {@link HostMemory#pressure()} may still report pressure afterwards
     */
    default @Nullable PressureWatch watchPressure(Runnable stalled) {
        return null;
    }

    /**
     * The current memory of each process tree: the sum of the resident sets of the process and its descendants. For a single
     * sample; a session caches what it found and is faster.
     *
     * @param pids the roots
     * @return bytes by root; roots that have ended are absent
     */
    default Map<Long, Long> residentBytes(Collection<Long> pids) {
        MemoryQuery query = new MemoryQuery(
                pids.stream().map(MemoryQuery.Root::of).toList(), MemoryKind.TREE, MemoryMeasure.RESIDENT);
        try (MemorySession session = open()) {
            Map<Long, Long> bytes = new HashMap<>();
            session.sample(query).forEach((pid, reading) -> bytes.put(pid, reading.bytes()));
            return bytes;
        }
    }
}
