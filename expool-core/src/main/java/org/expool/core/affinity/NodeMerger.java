package org.expool.core.affinity;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * Merges neighbouring nodes, ordered by package and number, into groups for fewer workers than nodes. Objectives in
 * this order: the smallest group has the most cores; the groups touch the fewest packages; the largest group has the
 * fewest cores. Dynamic programming over (nodes used, groups made), which is cheap for the few dozen nodes of a host;
 * the first objective is optimal, the others are optimal among the partial solutions kept. Stateless.
 */
final class NodeMerger {

    private NodeMerger() {}

    private record Division(int least, int packages, int most, List<List<Core>> groups) {

        private static final Comparator<Division> BEST = Comparator.comparingInt((Division d) -> -d.least)
                .thenComparingInt(Division::packages)
                .thenComparingInt(Division::most);

        Division plus(List<Core> group) {
            List<List<Core>> more = new ArrayList<>(groups);
            more.add(group);
            int touched = (int) group.stream().mapToInt(Core::pack).distinct().count();
            return new Division(Math.min(least, group.size()), packages + touched, Math.max(most, group.size()), more);
        }
    }

    /**
     * The cores of each group.
     *
     * @param nodes the cores of each node
     * @param groups at least 1 and at most the number of nodes
     */
    static List<List<Core>> merge(List<List<Core>> nodes, int groups) {
        List<List<Core>> ordered = nodes.stream()
                .sorted(Comparator.comparingInt((List<Core> node) -> node.get(0).pack())
                        .thenComparingInt(node -> node.get(0).index()))
                .toList();
        List<Division> best = new ArrayList<>();
        best.add(new Division(Integer.MAX_VALUE, 0, 0, List.of()));
        for (int made = 1; made <= groups; made++) {
            best = withOneMoreGroup(best, ordered, made);
        }
        return best.get(nodes.size() - groups).groups();
    }

    /** The best divisions of the first made, made+1, ... nodes, from those of the first made-1, made, ... with one group less. */
    private static List<Division> withOneMoreGroup(List<Division> before, List<List<Core>> nodes, int made) {
        List<Division> after = new ArrayList<>();
        for (int used = made; used <= nodes.size(); used++) {
            Division best = null;
            for (int start = made - 1; start < used && start - made + 1 < before.size(); start++) {
                List<Core> group = new ArrayList<>();
                nodes.subList(start, used).forEach(group::addAll);
                Division candidate = before.get(start - made + 1).plus(group);
                best = best == null || Division.BEST.compare(candidate, best) < 0 ? candidate : best;
            }
            after.add(Objects.requireNonNull(best));
        }
        return after;
    }
}
