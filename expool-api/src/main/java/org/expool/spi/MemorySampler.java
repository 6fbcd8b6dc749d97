package org.expool.spi;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.expool.MemoryKind;
import org.expool.MemoryMeasure;
import org.jspecify.annotations.Nullable;

/** Looks at the memory of running processes and of the machine. Stateless and thread-safe. */
public interface MemorySampler extends Provider {

    /** Begins to look, for one pool. To be closed by the caller. */
    MemorySession open();

    /**
     * Begins to wait for the system to say that processes lack memory. To be closed by the caller.
     *
     * @param stalled called on a thread of the watch's own, every few seconds at the most; must return at once
     * @return null if the system does not say so; then {@link HostMemory#pressure()} may tell afterwards
     */
    default @Nullable PressureWatch watchPressure(Runnable stalled) {
        return null;
    }

    /**
     * The memory of each process's tree now: the sum of the resident sets of the process and its descendants. For a
     * single look; a session remembers what it found and is faster.
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
