package org.expool.core.affinity;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.expool.CpuSet;

/** The slots of a layout as threads of cores. Immutable and thread-safe. */
final class PlannedSlots {

    private final List<Map<Core, Integer>> slots = new ArrayList<>();

    PlannedSlots(List<CpuSet> planned, List<Core> cores) {
        planned.forEach(slot -> slots.add(threads(slot, cores)));
    }

    private static Map<Core, Integer> threads(CpuSet slot, List<Core> cores) {
        Map<Core, Integer> threads = new LinkedHashMap<>();
        for (Core core : cores) {
            int[] numbers = core.threads().stream().toArray();
            int bits = 0;
            for (int i = 0; i < numbers.length; i++) {
                bits |= slot.contains(numbers[i]) ? 1 << i : 0;
            }
            if (bits != 0) {
                threads.put(core, bits);
            }
        }
        return threads;
    }

    /** The first slot whose threads are all free, as a bit mask for each core; empty for none. */
    Optional<Map<Core, Integer>> firstFree(Occupancy occupancy) {
        return slots.stream().filter(slot -> isFree(slot, occupancy)).findFirst();
    }

    private static boolean isFree(Map<Core, Integer> slot, Occupancy occupancy) {
        for (Map.Entry<Core, Integer> part : slot.entrySet()) {
            if ((occupancy.free(part.getKey()) & part.getValue()) != part.getValue()) {
                return false;
            }
        }
        return true;
    }

    /** The cores of the slot with the fewest cores in use and none reserved; empty for none. */
    Optional<List<Core>> leastBusy(Occupancy occupancy) {
        return slots.stream()
                .filter(slot -> slot.keySet().stream().noneMatch(occupancy::isWithheld))
                .min(Comparator.comparingLong((Map<Core, Integer> slot) -> slot.keySet().stream()
                        .filter(core -> !occupancy.isIdle(core))
                        .count()))
                .map(slot -> List.copyOf(slot.keySet()));
    }
}
