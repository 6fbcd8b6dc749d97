package org.expool;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * What a machine is made of, as far as it matters for where to run: sets of logical CPUs that share something. Nothing
 * is assumed about how CPUs and nodes are numbered, and machines may be irregular in every way. Immutable and
 * thread-safe.
 *
 * @param cpus all that are online
 * @param allowedCpus those of them that this process may use (its affinity mask and its control group's cpuset)
 * @param allowedNodes the numbers of the nodes whose memory it may use
 * @param packages the CPUs of each package (socket), ordered by the lowest CPU
 * @param cores the threads of each core, each CPU being in exactly one; ordered by the lowest CPU
 * @param caches data and unified caches, ordered by level, then by the lowest CPU; any may be missing
 * @param nodes NUMA nodes ordered by number; may have no CPUs, and some CPUs may have no node
 * @param kinds the CPUs of each kind of core from the least to the most powerful one; empty where all are alike
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
     * Copies and orders the lists, and leaves out of the allowed what is not there.
     *
     * @throws IllegalArgumentException if there is no CPU, or the cores are not a partition of the CPUs
     */
    public CpuTopology {
        if (cpus.isEmpty()) {
            throw new IllegalArgumentException("cpus: a machine without a CPU");
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

    /** The same machine for a process that may use only these of the allowed CPUs. */
    public CpuTopology restrictedTo(CpuSet allowed) {
        return new CpuTopology(
                cpus, allowedCpus.intersection(allowed), allowedNodes, packages, cores, caches, nodes, kinds);
    }

    /** The most threads that a core has here. */
    public int threadsPerCore() {
        return cores.stream().mapToInt(CpuSet::size).max().orElseThrow();
    }

    /** The fewest threads that a core has here: fewer than the most on mixed machines, or with CPUs offline. */
    public int leastThreadsPerCore() {
        return cores.stream().mapToInt(CpuSet::size).min().orElseThrow();
    }

    /** How many NUMA nodes have CPUs; at least 1, for CPUs without a node count as being together in one. */
    public int numaNodes() {
        boolean homeless =
                !CpuSet.union(nodes.stream().map(NumaNode::cpus).toList()).containsAll(cpus);
        return (int) nodes.stream().filter(node -> !node.cpus().isEmpty()).count() + (homeless ? 1 : 0);
    }

    /** The caches of one level. */
    public List<CpuCache> caches(int level) {
        return caches.stream().filter(cache -> cache.level() == level).toList();
    }

    /** The lowest-numbered node that has this CPU; empty if none has. */
    public OptionalInt nodeOf(int cpu) {
        return nodes.stream()
                .filter(node -> node.cpus().contains(cpu))
                .mapToInt(NumaNode::id)
                .findFirst();
    }

    /** The numbers of all nodes that have one of these CPUs. */
    public CpuSet nodesOf(CpuSet some) {
        return CpuSet.of(nodes.stream()
                .filter(node -> node.cpus().intersects(some))
                .mapToInt(NumaNode::id)
                .toArray());
    }

    /** The kind of a CPU's core, a position in {@link #kinds}; empty where all are alike. */
    public OptionalInt kindOf(int cpu) {
        return IntStream.range(0, kinds.size())
                .filter(kind -> kinds.get(kind).contains(cpu))
                .findFirst();
    }

    /** How the CPUs are numbered. */
    public CpuEnumeration enumeration() {
        return new EnumerationOf(this).get();
    }

    /** For each CPU the position of the set that holds it, absent where none does; in overlapping sets the first. */
    public static Map<Integer, Integer> positions(List<CpuSet> sets) {
        Map<Integer, Integer> positions = new HashMap<>();
        for (int i = 0; i < sets.size(); i++) {
            int position = i;
            sets.get(i).stream().forEach(cpu -> positions.putIfAbsent(cpu, position));
        }
        return positions;
    }
}
