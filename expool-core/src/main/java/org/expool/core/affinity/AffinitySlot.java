package org.expool.core.affinity;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.expool.CpuSet;
import org.jspecify.annotations.Nullable;

/**
 * The CPUs of one worker. Immutable and thread-safe.
 *
 * @param cpus not empty
 * @param memoryNodes the NUMA nodes of these CPUs whose memory may be used; empty for none
 * @param cores the number of cores that its threads belong to
 * @param level the deepest object of the topology that contains it
 * @param kind of all its cores, an index of the topology's kinds; null if they are of several kinds, or the host has only
 *     one
 * @param sharers how many workers, itself included, use its {@link SlotLevel#L2}, {@link SlotLevel#L3} and
 *     {@link SlotLevel#NODE}: the maximum if it has several; absent if it has none
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

    /** Whether another slot is equivalent: only the numbers of the CPUs may differ. */
    boolean isLike(AffinitySlot other) {
        return cpus.size() == other.cpus.size()
                && cores == other.cores
                && level == other.level
                && Objects.equals(kind, other.kind)
                && sharers.equals(other.sharers);
    }
}
