package org.expool.core.affinity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.expool.CpuSet;
import org.expool.CpuTopology;
import org.expool.core.affinity.AffinityRequest.Cores;
import org.expool.core.affinity.AffinityRequest.Order;
import org.expool.core.affinity.AffinityRequest.Share;
import org.expool.core.affinity.AffinityRequest.Threads;
import org.expool.core.affinity.AffinityRequest.Workers;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Properties of every plan on random topologies. */
class PlanPropertiesTest {

    private static final int TOPOLOGIES = 150;

    /** Of all topologies together, as a large one has many plans. */
    private static final int CORES = 2000;

    @ParameterizedTest
    @ValueSource(ints = {3, 12, 70})
    void areTrueOnIrregularHosts(int maxCores) {
        for (int seed = 0; seed < Math.min(TOPOLOGIES, CORES / maxCores); seed++) {
            Random random = new Random(seed);
            CpuTopology topology = TopologyBuilder.random(random, maxCores);
            List<Core> cores = Core.of(topology);
            for (int n = 1; n <= cores.size(); n += 1 + random.nextInt(1 + n / 2)) {
                for (Order order : Order.values()) {
                    checkWorkers(topology, cores, n, order);
                    checkCores(topology, cores, n, order);
                }
            }
            checkThreads(topology);
        }
    }

    private static void checkWorkers(CpuTopology topology, List<Core> cores, int count, Order order) {
        AffinityPlan plan = plan(topology, new Workers(count), order);
        List<List<Core>> nodes = CoreTree.nodes(cores);
        assertThat(plan.slots()).hasSize(count);
        checkAny(topology, plan, cores);
        if (count >= nodes.size()) {
            int most = largest(nodes, count);
            assertThat(plan.slots()).allMatch(slot -> slot.cores() == most);
            checkWithinNodes(plan, nodes);
        } else {
            assertThat(plan.unusedCpus()).isEqualTo(CpuSet.empty());
        }
    }

    private static void checkCores(CpuTopology topology, List<Core> cores, int each, Order order) {
        List<List<Core>> nodes = CoreTree.nodes(cores);
        int count = nodes.stream().mapToInt(node -> node.size() / each).sum();
        if (count > 0) {
            AffinityPlan plan = plan(topology, new Cores(each), order);
            assertThat(plan.slots()).hasSize(count).allMatch(slot -> slot.cores() == each);
            checkAny(topology, plan, cores);
            checkWithinNodes(plan, nodes);
        }
    }

    private static void checkThreads(CpuTopology topology) {
        AffinityPlan plan = plan(topology, new Threads(), Order.CACHE);
        assertThat(plan.slots())
                .hasSize(topology.allowedCpus().size())
                .allMatch(slot -> slot.cpus().size() == 1);
        assertThat(plan.unusedCpus()).isEqualTo(CpuSet.empty());
    }

    /** max{t : sum over nodes of floor(cores/t) >= count} */
    private static int largest(List<List<Core>> nodes, int count) {
        return IntStream.rangeClosed(1, 1000)
                .filter(t -> nodes.stream().mapToInt(node -> node.size() / t).sum() >= count)
                .max()
                .orElseThrow();
    }

    private static void checkAny(CpuTopology topology, AffinityPlan plan, List<Core> cores) {
        CpuSet used = CpuSet.union(plan.slots().stream().map(AffinitySlot::cpus).toList());
        assertThat(plan.slots().stream().mapToInt(slot -> slot.cpus().size()).sum())
                .as("disjoint")
                .isEqualTo(used.size());
        assertThat(used.union(plan.unusedCpus())).isEqualTo(topology.allowedCpus());
        assertThat(used.intersects(plan.unusedCpus())).isFalse();
        assertThat(cores)
                .as("whole cores")
                .allMatch(core -> plan.slots().stream()
                        .filter(slot -> slot.cpus().intersects(core.threads()))
                        .allMatch(slot -> slot.cpus().containsAll(core.threads())));
    }

    private static void checkWithinNodes(AffinityPlan plan, List<List<Core>> nodes) {
        List<CpuSet> sets = nodes.stream().map(Core::threads).toList();
        List<Integer> homes = new ArrayList<>();
        for (AffinitySlot slot : plan.slots()) {
            homes.add(IntStream.range(0, sets.size())
                    .filter(i -> sets.get(i).containsAll(slot.cpus()))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(slot + " is not within one node")));
        }
        checkPrefixes(homes);
    }

    /** A node is skipped only when all its slots are in the prefix. */
    private static void checkPrefixes(List<Integer> homes) {
        int nodes = Collections.max(homes) + 1;
        long[] left = new long[nodes];
        homes.forEach(home -> left[home]++);
        long[] used = new long[nodes];
        for (int slot = 0; slot < homes.size(); slot++) {
            used[homes.get(slot)]++;
            left[homes.get(slot)]--;
            long most = Arrays.stream(used).max().orElseThrow();
            if (IntStream.range(0, nodes).anyMatch(node -> left[node] > 0 && used[node] < most - 1)) {
                fail("not balanced at %d of %s", slot + 1, homes);
            }
        }
    }

    private static AffinityPlan plan(CpuTopology topology, Share share, Order order) {
        return AffinityPlan.of(topology, AffinityRequest.of(share).with(order));
    }
}
