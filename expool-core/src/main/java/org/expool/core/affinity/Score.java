package org.expool.core.affinity;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

/**
 * The quality of a division of cores into equal slots, compared lexicographically; less is better. For each level from the
 * node down: the sum of the numbers of objects that slots touch, then the sum of the squares of the numbers of slots per object.
 * A missing object of a core counts as a separate one. Last: how many slots mix kinds of cores, and by how many CPUs slots
 * differ. Immutable and thread-safe.
 */
record Score(List<Long> parts) implements Comparable<Score> {

    static Score of(List<List<Core>> slots) {
        List<Long> parts = new ArrayList<>();
        for (ToIntFunction<Core> level : List.<ToIntFunction<Core>>of(Core::node, TopologyNode::l3, TopologyNode::l2)) {
            Map<Integer, Long> crowds = crowds(slots, level);
            parts.add(crowds.values().stream().mapToLong(Long::longValue).sum());
            parts.add(crowds.values().stream().mapToLong(count -> count * count).sum());
        }
        parts.add(slots.stream()
                .filter(slot -> slot.stream().mapToInt(Core::kind).distinct().count() > 1)
                .count());
        parts.add(difference(slots));
        return new Score(parts);
    }

    /** The number of slots in each object of a level. */
    static Map<Integer, Long> crowds(List<List<Core>> slots, ToIntFunction<Core> level) {
        Map<Integer, Long> crowds = new HashMap<>();
        for (List<Core> slot : slots) {
            slot.stream()
                    .map(level::applyAsInt)
                    .collect(Collectors.toSet())
                    .forEach(number -> crowds.merge(number, 1L, Long::sum));
        }
        return crowds;
    }

    private static long difference(List<List<Core>> slots) {
        int[] sizes = slots.stream()
                .mapToInt(slot ->
                        slot.stream().mapToInt(core -> core.threads().size()).sum())
                .sorted()
                .toArray();
        return sizes.length == 0 ? 0 : sizes[sizes.length - 1] - sizes[0];
    }

    @Override
    public int compareTo(Score other) {
        for (int i = 0; i < parts.size(); i++) {
            int order = Long.compare(parts.get(i), other.parts.get(i));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }
}
