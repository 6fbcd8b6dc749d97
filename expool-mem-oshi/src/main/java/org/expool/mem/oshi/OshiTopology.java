package org.expool.mem.oshi;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.expool.CpuSet;
import org.expool.CpuTopology;
import org.expool.MemorySize;
import org.expool.NumaNode;
import oshi.hardware.CentralProcessor.LogicalProcessor;
import oshi.hardware.CentralProcessor.PhysicalProcessor;

/** Converts OSHI's lists of processors to a topology. Stateless. */
final class OshiTopology {

    /** Windows numbers the CPUs of each processor group from 0. */
    private static final int GROUP = 64;

    private OshiTopology() {}

    /**
     * The topology of these processors.
     *
     * @param memory the total memory; assigned to a node only if there is a single one
     */
    static CpuTopology of(List<LogicalProcessor> threads, List<PhysicalProcessor> cores, MemorySize memory) {
        Collection<CpuSet> byNode =
                byKey(threads, LogicalProcessor::getNumaNode).values();
        List<Integer> numbers =
                List.copyOf(byKey(threads, LogicalProcessor::getNumaNode).keySet());
        List<NumaNode> nodes = new ArrayList<>();
        for (CpuSet cpus : byNode) {
            MemorySize own = byNode.size() == 1 ? memory : MemorySize.ofBytes(0);
            nodes.add(new NumaNode(Math.max(0, numbers.get(nodes.size())), cpus, own));
        }
        CpuSet all = CpuSet.union(byNode);
        return new CpuTopology(
                all,
                all,
                CpuSet.of(nodes.stream().mapToInt(NumaNode::id).toArray()),
                List.copyOf(byKey(threads, LogicalProcessor::getPhysicalPackageNumber)
                        .values()),
                List.copyOf(byKey(
                                threads,
                                thread ->
                                        coreKey(thread.getPhysicalPackageNumber(), thread.getPhysicalProcessorNumber()))
                        .values()),
                List.of(),
                nodes,
                kinds(threads, cores));
    }

    private static List<CpuSet> kinds(List<LogicalProcessor> threads, List<PhysicalProcessor> cores) {
        Map<Long, Integer> powers = cores.stream()
                .collect(Collectors.toMap(
                        core -> coreKey(core.getPhysicalPackageNumber(), core.getPhysicalProcessorNumber()),
                        PhysicalProcessor::getEfficiency,
                        Math::max));
        Map<Integer, CpuSet> kinds = byKey(
                threads,
                thread -> powers.getOrDefault(
                        coreKey(thread.getPhysicalPackageNumber(), thread.getPhysicalProcessorNumber()), 0));
        return kinds.size() < 2 ? List.of() : List.copyOf(kinds.values());
    }

    /** Core numbers may restart in each package. */
    private static Long coreKey(int pack, int core) {
        return ((long) pack << Integer.SIZE) + core;
    }

    private static <K> Map<K, CpuSet> byKey(List<LogicalProcessor> threads, Function<LogicalProcessor, K> key) {
        Map<K, CpuSet> sets = new TreeMap<>();
        for (LogicalProcessor thread : threads) {
            CpuSet cpu = CpuSet.of(thread.getProcessorGroup() * GROUP + thread.getProcessorNumber());
            sets.merge(key.apply(thread), cpu, CpuSet::union);
        }
        return sets;
    }
}
