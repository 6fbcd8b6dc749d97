package org.expool.core.affinity;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/**
 * An object of the machine with the objects it is made of: a tree of the same depth everywhere, whose leaves are groups
 * of cores between which nothing makes a difference but their numbers of threads. Immutable and thread-safe.
 *
 * @param id its position among all places of the tree, in the order in which they are made
 * @param cores all within
 * @param children disjoint; none in a leaf
 * @param open whether a slot may have cores of several children
 */
record TopologyNode(int id, List<Core> cores, List<TopologyNode> children, boolean open) {

    /** How to build a tree: what the levels are, and which of them no slot may cross. */
    static final class Builder {

        private static final Comparator<Core> WIDE_FIRST =
                Comparator.comparingInt((Core core) -> -core.threads().size()).thenComparingInt(Core::index);

        private final List<ToIntFunction<Core>> levels = new ArrayList<>();
        private final List<Boolean> open = new ArrayList<>();
        private int places;

        /** One level down: cores of the same number are together; those without the object by what they have below. */
        Builder level(ToIntFunction<Core> number, boolean isOpen) {
            levels.add(number);
            open.add(isOpen);
            return this;
        }

        TopologyNode build(List<Core> cores) {
            return build(cores, 0);
        }

        private TopologyNode build(List<Core> cores, int level) {
            if (level == levels.size()) {
                return new TopologyNode(
                        places++, cores.stream().sorted(WIDE_FIRST).toList(), List.of(), true);
            }
            int id = places++;
            List<TopologyNode> children = new ArrayList<>();
            split(cores, levels.get(level)).forEach(group -> children.add(build(group, level + 1)));
            return new TopologyNode(id, cores, children, open.get(level));
        }

        /** How many places the last tree has. */
        int places() {
            return places;
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

    /** The numbers of L3 caches; cores without one are together if they have an L2 in common. */
    static int l3(Core core) {
        return core.l3() == Core.NONE ? -2 - l2(core) : core.l3();
    }

    /** The numbers of L2 caches; a core without one is alone. */
    static int l2(Core core) {
        return core.l2() == Core.NONE ? Integer.MIN_VALUE / 2 + core.index() : core.l2();
    }

    boolean isLeaf() {
        return children.isEmpty();
    }
}
