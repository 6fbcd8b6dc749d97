package org.expool;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * The packages, cores, caches and NUMA nodes of a host as sets of logical CPUs. Makes no assumption about the numbering
 * of CPUs and nodes; the host may be irregular in every way. Immutable and thread-safe.
 *
 * @param cpus all online CPUs
 * @param allowedCpus the CPUs that this process may use (by its affinity mask and its control group's cpuset)
 * @param allowedNodes the numbers of the nodes whose memory this process may use
 * @param packages the CPUs of each package (socket), ordered by the lowest CPU
 * @param cores the CPUs (hardware threads) of each core, each in exactly one core; ordered by the lowest CPU
 * @param caches data and unified caches, ordered by level, then by the lowest CPU; any may be missing
 * @param nodes NUMA nodes ordered by number; may have no CPUs, and some CPUs may have no node
 * @param kinds the CPUs of each kind of core from the least to the most powerful one; empty if all are alike
 */
public record CpuTopology(
        CpuSet cpus,
        CpuSet allowedCpus,
        CpuSet allowedNodes,
        List<CpuSet> packages,
        List<CpuSet> cores,
        List<CpuCache> caches,
        List<NumaNode> nodes,
        List<CpuSet> kinds) {

    private static final Comparator<CpuSet> BY_LOWEST = Comparator.comparingInt(CpuSet::first);

    /**
     * Copies and orders the lists, and removes offline CPUs from the allowed ones.
     *
     * @throws IllegalArgumentException if there is no CPU, or the cores are not a partition of the CPUs
     */
    public CpuTopology {
        if (cpus.isEmpty()) {
            throw new IllegalArgumentException("cpus: a host has at least one CPU");
        }
        allowedCpus = allowedCpus.intersection(cpus);
        packages = packages.stream().sorted(BY_LOWEST).toList();
        cores = cores.stream().sorted(BY_LOWEST).toList();
        caches = caches.stream()
                .sorted(Comparator.comparingInt(CpuCache::level)
                        .thenComparingInt(cache -> cache.cpus().first()))
                .toList();
        nodes = nodes.stream().sorted(Comparator.comparingInt(NumaNode::id)).toList();
        kinds = List.copyOf(kinds);
        if (cores.stream().mapToInt(CpuSet::size).sum() != cpus.size()
                || !CpuSet.union(cores).equals(cpus)) {
            throw new IllegalArgumentException("cores: " + cores + " are not a partition of the CPUs " + cpus);
        }
    }

    /** A copy with the allowed CPUs restricted to these. */
    public CpuTopology restrictedTo(CpuSet allowed) {
        return new CpuTopology(
                cpus, allowedCpus.intersection(allowed), allowedNodes, packages, cores, caches, nodes, kinds);
    }

    /** The largest number of threads of a core. */
    public int threadsPerCore() {
        return cores.stream().mapToInt(CpuSet::size).max().orElseThrow();
    }

    /** The smallest number of threads of a core; differs from the largest on hybrid hosts, or with CPUs offline. */
    public int minThreadsPerCore() {
        return cores.stream().mapToInt(CpuSet::size).min().orElseThrow();
    }

    /** The number of NUMA nodes with CPUs; at least 1, as CPUs without a node count as one node together. */
    public int numaNodes() {
        boolean withoutNode =
                !CpuSet.union(nodes.stream().map(NumaNode::cpus).toList()).containsAll(cpus);
        return (int) nodes.stream().filter(node -> !node.cpus().isEmpty()).count() + (withoutNode ? 1 : 0);
    }

    /** The caches of this level. */
    public List<CpuCache> caches(int level) {
        return caches.stream().filter(cache -> cache.level() == level).toList();
    }

    /** The lowest-numbered node that contains this CPU; empty if none does. */
    public OptionalInt nodeOf(int cpu) {
        return nodes.stream()
                .filter(node -> node.cpus().contains(cpu))
                .mapToInt(NumaNode::id)
                .findFirst();
    }

    /** The numbers of all nodes that contain one of these CPUs. */
    public CpuSet nodesOf(CpuSet some) {
        return CpuSet.of(nodes.stream()
                .filter(node -> node.cpus().intersects(some))
                .mapToInt(NumaNode::id)
                .toArray());
    }

    /** The kind of a CPU's core, a position in {@link #kinds}; empty if all are alike. */
    public OptionalInt kindOf(int cpu) {
        return IntStream.range(0, kinds.size())
                .filter(kind -> kinds.get(kind).contains(cpu))
                .findFirst();
    }

    /** How the CPUs are numbered. */
    public CpuEnumeration enumeration() {
        return new EnumerationDetector(this).detect();
    }

    /** Maps each CPU to the position of the first set that contains it; CPUs in no set are absent. */
    public static Map<Integer, Integer> positions(List<CpuSet> sets) {
        Map<Integer, Integer> positions = new HashMap<>();
        for (int i = 0; i < sets.size(); i++) {
            int position = i;
            sets.get(i).stream().forEach(cpu -> positions.putIfAbsent(cpu, position));
        }
        return positions;
    }
}
