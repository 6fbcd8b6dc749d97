package org.expool.core.affinity;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Some of a machine's cores as a tree of places, and what divisions it allows. Immutable and thread-safe.
 *
 * @param root the whole
 * @param places how many there are in the tree
 * @param bound above the index of every core
 * @param oneKind whether no slot may have cores of several kinds
 * @param span whether a slot may have cores of several nodes
 */
record CoreTree(TopologyNode root, int places, int bound, boolean oneKind, boolean span) {

    /**
     * Of these cores.
     *
     * @param oneKind whether no slot may have cores of several kinds
     * @param span whether a slot may have cores of several nodes
     * @param alternate whether the order of nodes alternates between packages; else it is that of their numbers
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
        return new CoreTree(root, builder.places(), last + 1, oneKind, span);
    }

    /** The cores of each node; those without a node come last. */
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
        return RoundRobinOrder.inTurn(nodesOfPackages).stream()
                .flatMap(List::stream)
                .toList();
    }

    /** How many slots of so many cores there can be. */
    int capacity(int size) {
        return Packer.capacity(root, size);
    }

    /** The most cores that each of so many slots can have; 0 if there are fewer cores than slots. */
    int largest(int count) {
        int size = root.cores().size() / count;
        while (size > 0 && capacity(size) < count) {
            size--;
        }
        return size;
    }

    /** The best division into so many slots of so many cores, of which there is room for. */
    List<List<Core>> divide(int count, int size) {
        Packer packer = new Packer(root, places, bound, Packer.Preference.TIGHT);
        List<List<Core>> division = packer.pack(count, size);
        if (packer.hadRising()) {
            List<List<Core>> other = new Packer(root, places, bound, Packer.Preference.QUIET).pack(count, size);
            division = Score.of(other).compareTo(Score.of(division)) < 0 ? other : division;
        }
        boolean few = root.cores().size() <= Swaps.MOST_CORES;
        return few ? new Swaps(root.cores(), this::exchangeable, division).improved() : division;
    }

    private boolean exchangeable(Core one, Core other) {
        return (span || one.node() == other.node()) && (!oneKind || one.kind() == other.kind());
    }
}
