package org.expool.core.affinity;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Excludes cores from a plan: one by one the lowest of the node with the most cores, so that nodes stay alike. Stateless. */
final class Reserve {

    private Reserve() {}

    /**
     * The cores that are not reserved.
     *
     * @throws UnplannableException if none would be left
     */
    static List<Core> exclude(List<Core> cores, int count) {
        if (cores.isEmpty()) {
            throw new UnplannableException("no CPU of this host is allowed");
        }
        if (count >= cores.size()) {
            throw new UnplannableException("to reserve " + count + " of the " + cores.size()
                    + " cores that are allowed leaves none; reserve at most " + (cores.size() - 1));
        }
        List<List<Core>> nodes =
                CoreTree.nodes(cores).stream().map(ArrayList::new).collect(Collectors.toList());
        Set<Integer> reserved = new HashSet<>();
        for (int i = 0; i < count; i++) {
            List<Core> largest = nodes.stream()
                    .min(Comparator.comparingInt(node -> -node.size()))
                    .orElseThrow();
            reserved.add(largest.remove(0).index());
        }
        return cores.stream().filter(core -> !reserved.contains(core.index())).toList();
    }
}
