package org.expool.core.affinity;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.expool.CpuCache;
import org.expool.CpuSet;
import org.expool.CpuTopology;
import org.expool.NumaNode;

/**
 * A core with at least one allowed thread, and the numbers of the objects that contain it. Immutable and thread-safe.
 *
 * @param index its position among all such cores
 * @param threads the allowed ones
 * @param kind {@link #NONE} if all cores are of one kind
 * @param node an index in the topology; {@link #NONE} for a core without a node
 * @param pack the package; {@link #NONE} if unknown
 * @param l3 {@link #NONE} without such a cache
 * @param l2 {@link #NONE} without such a cache
 */
record Core(int index, CpuSet threads, int kind, int node, int pack, int l3, int l2) {

    static final int NONE = -1;

    /** The cores with an allowed thread, ordered by their lowest CPU. */
    static List<Core> of(CpuTopology topology) {
        Map<Integer, Integer> kinds = CpuTopology.positions(topology.kinds());
        Map<Integer, Integer> nodes = CpuTopology.positions(
                topology.nodes().stream().map(NumaNode::cpus).toList());
        Map<Integer, Integer> packs = CpuTopology.positions(topology.packages());
        Map<Integer, Integer> l3s = caches(topology, 3);
        Map<Integer, Integer> l2s = caches(topology, 2);
        List<Core> cores = new ArrayList<>();
        for (CpuSet all : topology.cores()) {
            CpuSet threads = all.intersection(topology.allowedCpus());
            if (!threads.isEmpty()) {
                Integer cpu = threads.first();
                cores.add(new Core(
                        cores.size(),
                        threads,
                        kinds.getOrDefault(cpu, NONE),
                        nodes.getOrDefault(cpu, NONE),
                        packs.getOrDefault(cpu, NONE),
                        l3s.getOrDefault(cpu, NONE),
                        l2s.getOrDefault(cpu, NONE)));
            }
        }
        return cores;
    }

    private static Map<Integer, Integer> caches(CpuTopology topology, int level) {
        return CpuTopology.positions(
                topology.caches(level).stream().map(CpuCache::cpus).toList());
    }

    static CpuSet threads(List<Core> cores) {
        return CpuSet.union(cores.stream().map(Core::threads).toList());
    }
}
