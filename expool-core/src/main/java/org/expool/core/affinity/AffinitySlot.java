package org.expool.core.affinity;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.expool.CpuSet;
import org.jspecify.annotations.Nullable;

/**
 * Where one worker runs. Immutable and thread-safe.
 *
 * @param cpus not empty
 * @param memoryNodes the NUMA nodes of these CPUs whose memory may be used; empty where there is none
 * @param cores of how many cores it has threads
 * @param level the deepest object of the machine that contains it
 * @param kind of all its cores, a position in the topology's kinds; null if they are of several kinds, or all of the
 *     machine are alike
 * @param sharers how many workers, itself among them, use its {@link SlotLevel#L2}, {@link SlotLevel#L3} and
 *     {@link SlotLevel#NODE}: of several the most crowded one; without those it does not have
 */
public record AffinitySlot(
        CpuSet cpus,
        CpuSet memoryNodes,
        int cores,
        SlotLevel level,
        @Nullable Integer kind,
        Map<SlotLevel, Integer> sharers) {

    /** Copies the map, in the order of levels. */
    public AffinitySlot {
        EnumMap<SlotLevel, Integer> sorted = new EnumMap<>(SlotLevel.class);
        sorted.putAll(sharers);
        sharers = Collections.unmodifiableMap(sorted);
    }

    /** Whether another slot offers a worker the same: only which CPUs it has may differ. */
    boolean isLike(AffinitySlot other) {
        return cpus.size() == other.cpus.size()
                && cores == other.cores
                && level == other.level
                && Objects.equals(kind, other.kind)
                && sharers.equals(other.sharers);
    }
}
