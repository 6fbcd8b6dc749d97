package org.expool.core.affinity;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/**
 * An object of the topology (a NUMA node, package, cache) and the objects it contains: a tree of uniform depth whose leaves
 * are groups of cores that differ only in their numbers of threads. Immutable and thread-safe.
 *
 * @param id its index in the tree, in the order of creation
 * @param cores all cores in it
 * @param children disjoint; empty for a leaf
 * @param spannable whether a slot may have cores of several children
 */
record TopologyNode(int id, List<Core> cores, List<TopologyNode> children, boolean spannable) {

    /** Builds a tree: defines its levels, and which of them no slot may cross. */
    static final class Builder {

        private static final Comparator<Core> WIDE_FIRST =
                Comparator.comparingInt((Core core) -> -core.threads().size()).thenComparingInt(Core::index);

        private final List<ToIntFunction<Core>> levels = new ArrayList<>();
        private final List<Boolean> spannable = new ArrayList<>();
        private int objects;

        /** Adds a level: groups the cores by this number. */
        Builder level(ToIntFunction<Core> number, boolean isSpannable) {
            levels.add(number);
            spannable.add(isSpannable);
            return this;
        }

        TopologyNode build(List<Core> cores) {
            return build(cores, 0);
        }

        private TopologyNode build(List<Core> cores, int level) {
            if (level == levels.size()) {
                return new TopologyNode(
                        objects++, cores.stream().sorted(WIDE_FIRST).toList(), List.of(), true);
            }
            int id = objects++;
            List<TopologyNode> children = new ArrayList<>();
            split(cores, levels.get(level)).forEach(group -> children.add(build(group, level + 1)));
            return new TopologyNode(id, cores, children, spannable.get(level));
        }

        /** The number of objects in the last tree. */
        int objects() {
            return objects;
        }

        private static Collection<List<Core>> split(List<Core> cores, ToIntFunction<Core> number) {
            Map<Integer, List<Core>> groups = new LinkedHashMap<>();
            for (Core core : cores) {
                groups.computeIfAbsent(number.applyAsInt(core), key -> new ArrayList<>())
                        .add(core);
            }
            return groups.values();
        }
    }

    /** The number of the L3 cache; cores without one are grouped by their L2. */
    static int l3(Core core) {
        return core.l3() == Core.NONE ? -2 - l2(core) : core.l3();
    }

    /** The number of the L2 cache; a core without one is separate. */
    static int l2(Core core) {
        return core.l2() == Core.NONE ? Integer.MIN_VALUE / 2 + core.index() : core.l2();
    }

    boolean isLeaf() {
        return children.isEmpty();
    }
}
