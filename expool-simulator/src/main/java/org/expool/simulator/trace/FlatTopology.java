package org.expool.simulator.trace;

import java.util.List;
import java.util.stream.IntStream;
import org.expool.CpuSet;
import org.expool.CpuTopology;
import org.expool.MemorySize;
import org.expool.NumaNode;
import org.expool.core.affinity.CpuLayout;

/**
 * The topology of a host when a trace gives only its number of CPUs: cores of one thread in one node, no caches.
 * Stateless.
 */
final class FlatTopology {

    private FlatTopology() {}

    /** A layout that reserves CPUs for jobs that ask for some. */
    static CpuLayout ofCpus(int count) {
        CpuSet all = CpuSet.range(0, count - 1);
        List<CpuSet> cores = IntStream.range(0, count).mapToObj(CpuSet::of).toList();
        NumaNode node = new NumaNode(0, all, MemorySize.ofBytes(Long.MAX_VALUE));
        return CpuLayout.of(
                new CpuTopology(all, all, CpuSet.of(0), List.of(all), cores, List.of(), List.of(node), List.of()));
    }
}
