package org.expool.simulator.scenario;

import java.util.ArrayList;
import java.util.List;
import org.expool.Affinity;
import org.expool.CpuCache;
import org.expool.CpuDemand;
import org.expool.CpuSet;
import org.expool.CpuTopology;
import org.expool.MemorySize;
import org.expool.NumaNode;
import org.expool.core.affinity.CpuLayout;

/** Generates small regular topologies, what their workers get, and what jobs ask of them. Stateless. */
final class TopologyGenerator {

    private TopologyGenerator() {}

    static CpuLayout layout(int workers, RandomSource random) {
        CpuTopology topology = topology(random.from(1, 2), random.from(1, 2), random.from(1, 3), random.from(1, 2));
        return CpuLayout.of(topology, affinity(random), workers);
    }

    private static Affinity affinity(RandomSource random) {
        return switch (random.below(6)) {
            case 0 -> Affinity.auto();
            case 1 -> Affinity.cores(1);
            case 2 -> Affinity.each(Affinity.Unit.THREAD);
            case 3 -> Affinity.each(Affinity.Unit.L3);
            default -> Affinity.none();
        };
    }

    /** A demand that can be met. */
    static CpuDemand demand(CpuTopology topology, RandomSource random) {
        CpuSet node = topology.nodes().get(0).cpus();
        return switch (random.below(5)) {
            case 0 -> CpuDemand.threads(random.from(1, node.size()));
            case 1 -> CpuDemand.whole(random.oneOf(List.of(CpuDemand.Level.values())));
            default -> CpuDemand.cores(random.from(1, node.size() / topology.threadsPerCore()));
        };
    }

    /** Numbered sequentially; each node is a package, each core has an L2. */
    private static CpuTopology topology(int nodes, int cachesPerNode, int coresPerCache, int threads) {
        List<CpuSet> cores = split(nodes * cachesPerNode * coresPerCache, threads);
        List<CpuSet> packages = split(nodes, cachesPerNode * coresPerCache * threads);
        List<CpuCache> caches = new ArrayList<>();
        cores.forEach(core -> caches.add(new CpuCache(2, MemorySize.ofMiB(1), core)));
        split(nodes * cachesPerNode, coresPerCache * threads)
                .forEach(cache -> caches.add(new CpuCache(3, MemorySize.ofMiB(8), cache)));
        List<NumaNode> numa = new ArrayList<>();
        packages.forEach(node -> numa.add(new NumaNode(numa.size(), node, MemorySize.ofMiB(512))));
        CpuSet cpus = CpuSet.union(cores);
        return new CpuTopology(cpus, cpus, CpuSet.range(0, nodes - 1), packages, cores, caches, numa, List.of());
    }

    private static List<CpuSet> split(int count, int size) {
        List<CpuSet> sets = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            sets.add(CpuSet.range(i * size, (i + 1) * size - 1));
        }
        return sets;
    }
}
