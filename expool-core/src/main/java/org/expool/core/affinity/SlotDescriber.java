package org.expool.core.affinity;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.expool.CpuCache;
import org.expool.CpuSet;
import org.expool.CpuTopology;
import org.expool.NumaNode;
import org.jspecify.annotations.Nullable;

/** Describes slots: their level, kind and sharers. Immutable and thread-safe. */
final class SlotDescriber {

    private final CpuTopology topology;
    private final Map<SlotLevel, List<CpuSet>> objects = new EnumMap<>(SlotLevel.class);
    private final Map<SlotLevel, Map<Integer, Integer>> positions = new EnumMap<>(SlotLevel.class);

    SlotDescriber(CpuTopology topology) {
        this.topology = topology;
        add(SlotLevel.CORE, topology.cores());
        add(SlotLevel.L2, topology.caches(2).stream().map(CpuCache::cpus).toList());
        add(SlotLevel.L3, topology.caches(3).stream().map(CpuCache::cpus).toList());
        add(SlotLevel.NODE, topology.nodes().stream().map(NumaNode::cpus).toList());
        add(SlotLevel.PACKAGE, topology.packages());
    }

    private void add(SlotLevel level, List<CpuSet> sets) {
        objects.put(level, sets);
        positions.put(level, CpuTopology.positions(sets));
    }

    List<AffinitySlot> describe(List<CpuSet> slots) {
        List<Map<SlotLevel, Integer>> sharers = new ArrayList<>();
        slots.forEach(slot -> sharers.add(new EnumMap<>(SlotLevel.class)));
        for (SlotLevel level : List.of(SlotLevel.L2, SlotLevel.L3, SlotLevel.NODE)) {
            count(level, slots, sharers);
        }
        List<AffinitySlot> described = new ArrayList<>();
        for (int i = 0; i < slots.size(); i++) {
            described.add(describe(slots.get(i), sharers.get(i)));
        }
        return described;
    }

    AffinitySlot describe(CpuSet cpus, Map<SlotLevel, Integer> sharers) {
        return new AffinitySlot(
                cpus,
                topology.nodesOf(cpus).intersection(topology.allowedNodes()),
                touched(SlotLevel.CORE, cpus).size(),
                level(cpus),
                kind(cpus),
                sharers);
    }

    private void count(SlotLevel level, List<CpuSet> slots, List<Map<SlotLevel, Integer>> sharers) {
        List<Set<Integer>> touched =
                slots.stream().map(slot -> touched(level, slot)).toList();
        Map<Integer, Integer> crowds = new HashMap<>();
        touched.forEach(set -> set.forEach(object -> crowds.merge(object, 1, Integer::sum)));
        for (int i = 0; i < slots.size(); i++) {
            Map<SlotLevel, Integer> ofSlot = sharers.get(i);
            touched.get(i).stream().mapToInt(crowds::get).max().ifPresent(most -> ofSlot.put(level, most));
        }
    }

    private Set<Integer> touched(SlotLevel level, CpuSet cpus) {
        Map<Integer, Integer> ofLevel = positions.getOrDefault(level, Map.of());
        Set<Integer> touched = new HashSet<>();
        cpus.stream().mapToObj(ofLevel::get).filter(Objects::nonNull).forEach(touched::add);
        return touched;
    }

    /** The level of the smallest object that contains all; of equal ones the first in the order of levels. */
    private SlotLevel level(CpuSet cpus) {
        SlotLevel level = SlotLevel.MACHINE;
        int smallest = Integer.MAX_VALUE;
        for (Map.Entry<SlotLevel, List<CpuSet>> objectsOfLevel : objects.entrySet()) {
            Integer position =
                    positions.getOrDefault(objectsOfLevel.getKey(), Map.of()).get(cpus.first());
            CpuSet object = position == null
                    ? CpuSet.empty()
                    : objectsOfLevel.getValue().get(position);
            if (object.size() < smallest && object.containsAll(cpus)) {
                smallest = object.size();
                level = objectsOfLevel.getKey();
                if (level == SlotLevel.CORE) {
                    return object.intersection(topology.allowedCpus()).equals(cpus) ? level : SlotLevel.THREAD;
                }
            }
        }
        return level;
    }

    private @Nullable Integer kind(CpuSet cpus) {
        for (int kind = 0; kind < topology.kinds().size(); kind++) {
            if (topology.kinds().get(kind).containsAll(cpus)) {
                return kind;
            }
        }
        return null;
    }
}
