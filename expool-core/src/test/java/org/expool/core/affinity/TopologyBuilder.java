package org.expool.core.affinity;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.expool.CpuCache;
import org.expool.CpuSet;
import org.expool.CpuTopology;
import org.expool.MemorySize;
import org.expool.NumaNode;

/** Builds topologies for tests: regular ones by counts, irregular ones at random. Not thread-safe. */
final class TopologyBuilder {

    private final List<CpuSet> packages = new ArrayList<>();
    private final List<CpuSet> cores = new ArrayList<>();
    private final List<CpuCache> caches = new ArrayList<>();
    private final List<NumaNode> nodes = new ArrayList<>();
    private final List<CpuSet> kinds = new ArrayList<>();
    private int cpus;

    /** Numbered sequentially: nodes of L3 caches of L2 caches of cores of threads. */
    static CpuTopology regular(int nodes, int l3s, int l2s, int cores, int threads) {
        TopologyBuilder builder = new TopologyBuilder();
        for (int node = 0; node < nodes; node++) {
            int first = builder.cpus;
            for (int l3 = 0; l3 < l3s; l3++) {
                int firstOfL3 = builder.cpus;
                for (int l2 = 0; l2 < l2s; l2++) {
                    int firstOfL2 = builder.cpus;
                    for (int core = 0; core < cores; core++) {
                        builder.core(threads);
                    }
                    builder.cache(2, firstOfL2);
                }
                builder.cache(3, firstOfL3);
            }
            builder.node(first);
            builder.packages.add(CpuSet.range(first, builder.cpus - 1));
        }
        return builder.build();
    }

    /** Of at most so many cores, any of whose levels may be missing or uneven. */
    static CpuTopology random(Random random, int maxCores) {
        TopologyBuilder builder = new TopologyBuilder();
        int left = 1 + random.nextInt(maxCores);
        boolean withL3 = random.nextInt(4) > 0;
        boolean withL2 = random.nextInt(4) > 0;
        boolean mixed = random.nextInt(3) == 0;
        int width = 1 + random.nextInt(2);
        while (left > 0) {
            int first = builder.cpus;
            int inNode = 1 + random.nextInt(left);
            left -= inNode;
            while (inNode > 0) {
                int firstOfL3 = builder.cpus;
                int inL3 = 1 + random.nextInt(inNode);
                inNode -= inL3;
                while (inL3 > 0) {
                    int firstOfL2 = builder.cpus;
                    int inL2 = 1 + random.nextInt(inL3);
                    inL3 -= inL2;
                    for (int i = 0; i < inL2; i++) {
                        builder.core(mixed ? 1 + random.nextInt(2) : width);
                    }
                    if (withL2) {
                        builder.cache(2, firstOfL2);
                    }
                }
                if (withL3) {
                    builder.cache(3, firstOfL3);
                }
            }
            if (random.nextInt(8) > 0) {
                builder.node(first);
            }
        }
        builder.packages.add(CpuSet.range(0, builder.cpus - 1));
        CpuTopology topology = builder.build();
        return random.nextInt(3) > 0 ? topology : topology.restrictedTo(some(random, topology.cpus()));
    }

    private static CpuSet some(Random random, CpuSet cpus) {
        CpuSet chosen =
                CpuSet.of(cpus.stream().filter(cpu -> random.nextInt(4) > 0).toArray());
        return chosen.isEmpty() ? cpus : chosen;
    }

    TopologyBuilder core(int threads) {
        cores.add(CpuSet.range(cpus, cpus + threads - 1));
        cpus += threads;
        return this;
    }

    TopologyBuilder cache(int level, int firstCpu) {
        caches.add(new CpuCache(level, MemorySize.ofMiB(level), CpuSet.range(firstCpu, cpus - 1)));
        return this;
    }

    TopologyBuilder node(int firstCpu) {
        nodes.add(new NumaNode(nodes.size(), CpuSet.range(firstCpu, cpus - 1), MemorySize.ofGiB(1)));
        return this;
    }

    TopologyBuilder kind(int firstCpu) {
        kinds.add(CpuSet.range(firstCpu, cpus - 1));
        return this;
    }

    CpuTopology build() {
        CpuSet all = CpuSet.range(0, cpus - 1);
        CpuSet numbers = CpuSet.of(nodes.stream().mapToInt(NumaNode::id).toArray());
        return new CpuTopology(
                all, all, numbers, packages.isEmpty() ? List.of(all) : packages, cores, caches, nodes, kinds);
    }
}
