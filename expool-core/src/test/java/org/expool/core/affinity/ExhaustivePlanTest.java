package org.expool.core.affinity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.expool.CpuTopology;
import org.junit.jupiter.api.Test;

/** On small random topologies no division is better than the planned one. */
class ExhaustivePlanTest {

    private static final int TOPOLOGIES = 250;
    private static final int MAX_CORES = 8;

    @Test
    void noDivisionIsBetter() {
        int compared = 0;
        for (int seed = 0; seed < TOPOLOGIES; seed++) {
            CpuTopology topology = TopologyBuilder.random(new Random(seed), MAX_CORES);
            List<Core> cores = Core.of(topology);
            CoreTree tree = CoreTree.of(cores, false, false, true);
            for (int count = CoreTree.nodes(cores).size(); count <= cores.size(); count++) {
                int size = largestByTrial(cores, count);
                assertThat(tree.largest(count))
                        .as("host %d, %d slots", seed, count)
                        .isEqualTo(size);
                assertNoneIsBetter(seed, tree, count, size);
                compared++;
            }
            for (int size = 1; tree.capacity(size) > 0; size++) {
                assertNoneIsBetter(seed, tree, tree.capacity(size), size);
            }
        }
        assertThat(compared).isGreaterThan(TOPOLOGIES);
    }

    private static void assertNoneIsBetter(int seed, CoreTree tree, int count, int size) {
        Score planned = Score.of(tree.divide(count, size));
        Score best = new Search(tree.root().cores(), size).best(count);
        assertThat(withoutLastTieBreak(planned))
                .as("host %d, %d slots of %d, planned as %s", seed, count, size, tree.divide(count, size))
                .isEqualTo(withoutLastTieBreak(best));
    }

    private static List<Long> withoutLastTieBreak(Score score) {
        return score.parts().subList(0, score.parts().size() - 1);
    }

    private static int largestByTrial(List<Core> cores, int count) {
        int size = cores.size();
        while (size > 0 && !new Search(cores, size).fits(count)) {
            size--;
        }
        return size;
    }

    /** Tries all ways to choose disjoint slots within nodes. */
    private static final class Search {

        private final List<Core> cores;
        private final int size;
        private Score best;

        Search(List<Core> cores, int size) {
            this.cores = cores;
            this.size = size;
        }

        boolean fits(int count) {
            return CoreTree.nodes(cores).stream()
                            .mapToInt(node -> node.size() / size)
                            .sum()
                    >= count;
        }

        Score best(int count) {
            fill(new ArrayList<>(), count, 0, new boolean[cores.size()]);
            return best;
        }

        /** Slots in the order of their first core, so that none is tried twice. */
        private void fill(List<List<Core>> slots, int count, int from, boolean[] taken) {
            if (slots.size() == count) {
                Score score = Score.of(slots);
                best = best == null || score.compareTo(best) < 0 ? score : best;
                return;
            }
            for (int first = from; first < cores.size(); first++) {
                if (!taken[first]) {
                    extend(slots, new ArrayList<>(), first, count, first + 1, taken);
                }
            }
        }

        private void extend(List<List<Core>> slots, List<Core> slot, int next, int count, int from, boolean[] taken) {
            slot.add(cores.get(next));
            taken[next] = true;
            if (slot.size() == size) {
                slots.add(slot);
                fill(slots, count, from, taken);
                slots.remove(slots.size() - 1);
            } else {
                for (int more = next + 1; more < cores.size(); more++) {
                    if (!taken[more] && cores.get(more).node() == slot.get(0).node()) {
                        extend(slots, slot, more, count, from, taken);
                    }
                }
            }
            taken[next] = false;
            slot.remove(slot.size() - 1);
        }
    }
}
