package org.expool.core.affinity;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Some cores of a host as a tree of topology objects, with constraints on slots. Immutable and thread-safe.
 *
 * @param root of the tree
 * @param objects number of objects in the tree
 * @param bound greater than the index of every core
 * @param oneKind whether no slot may have cores of several kinds
 * @param span whether a slot may have cores of several nodes
 */
record CoreTree(TopologyNode root, int objects, int bound, boolean oneKind, boolean span) {

    /**
     * Builds the tree of these cores.
     *
     * @param oneKind whether no slot may have cores of several kinds
     * @param span whether a slot may have cores of several nodes
     * @param alternate whether nodes alternate between packages; else they are in the order of their numbers
     */
    static CoreTree of(List<Core> cores, boolean oneKind, boolean span, boolean alternate) {
        TopologyNode.Builder builder = new TopologyNode.Builder();
        if (oneKind && span) {
            builder.level(Core::kind, false);
        }
        builder.level(Core::node, span);
        if (oneKind && !span) {
            builder.level(Core::kind, false);
        }
        builder.level(Core::pack, true).level(TopologyNode::l3, true).level(TopologyNode::l2, true);
        TopologyNode root = builder.build(alternate ? alternating(cores) : ascending(cores));
        int last = cores.stream().mapToInt(Core::index).max().orElseThrow();
        return new CoreTree(root, builder.objects(), last + 1, oneKind, span);
    }

    /** The cores of each node; last the cores without a node. */
    static List<List<Core>> nodes(Collection<Core> cores) {
        return cores.stream()
                .collect(Collectors.groupingBy(Core::node, LinkedHashMap::new, Collectors.toList()))
                .values()
                .stream()
                .sorted(Comparator.comparingInt(node -> node.get(0).node() == Core.NONE
                        ? Integer.MAX_VALUE
                        : node.get(0).node()))
                .toList();
    }

    private static List<Core> ascending(List<Core> cores) {
        return nodes(cores).stream().flatMap(List::stream).toList();
    }

    private static List<Core> alternating(List<Core> cores) {
        List<List<List<Core>>> nodesOfPackages = List.copyOf(nodes(cores).stream()
                .collect(Collectors.groupingBy(node -> node.get(0).pack(), LinkedHashMap::new, Collectors.toList()))
                .values());
        return RoundRobinOrder.roundRobin(nodesOfPackages).stream()
                .flatMap(List::stream)
                .toList();
    }

    /** The number of slots of this size that fit. */
    int capacity(int size) {
        return Packer.capacity(root, size);
    }

    /** The largest size of this number of equal slots; 0 if there are fewer cores than slots. */
    int largest(int count) {
        int size = root.cores().size() / count;
        while (size > 0 && capacity(size) < count) {
            size--;
        }
        return size;
    }

    /** The best division into this number of slots of this size; there must be room. */
    List<List<Core>> divide(int count, int size) {
        Packer packer = new Packer(root, objects, bound, Packer.Preference.TIGHTEST);
        List<List<Core>> division = packer.pack(count, size);
        if (packer.hasCrossingSlots()) {
            List<List<Core>> other =
                    new Packer(root, objects, bound, Packer.Preference.LEAST_CROWDED).pack(count, size);
            division = Score.of(other).compareTo(Score.of(division)) < 0 ? other : division;
        }
        boolean few = root.cores().size() <= Swaps.MAX_CORES;
        return few ? new Swaps(root.cores(), this::exchangeable, division).improved() : division;
    }

    private boolean exchangeable(Core one, Core other) {
        return (span || one.node() == other.node()) && (!oneKind || one.kind() == other.kind());
    }
}
