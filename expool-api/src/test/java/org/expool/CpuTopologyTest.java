package org.expool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CpuTopologyTest {

    @Test
    void detectsHowCpusAreNumbered() {
        assertThat(topology("0-1 2-3 4-5 6-7", "0-3 4-7").enumeration()).isEqualTo(CpuEnumeration.SEQUENTIAL);
        assertThat(topology("0,4 1,5 2,6 3,7", "0-1,4-5 2-3,6-7").enumeration()).isEqualTo(CpuEnumeration.BLOCK);
        assertThat(topology("0,4 1,5 2,6 3,7", "0,2,4,6 1,3,5,7").enumeration()).isEqualTo(CpuEnumeration.CROSS_NODE);
        assertThat(topology("0 1 2 3", "0-3").enumeration()).isEqualTo(CpuEnumeration.SEQUENTIAL);
        assertThat(topology("0,2 1,3", "0-3").enumeration()).isEqualTo(CpuEnumeration.BLOCK);
        assertThat(topology("0 1 2 3", "0,3 1-2").enumeration()).isEqualTo(CpuEnumeration.IRREGULAR);
        assertThat(topology("0,3 1-2", "0-3").enumeration()).isEqualTo(CpuEnumeration.IRREGULAR);
    }

    @Test
    void countsOnHybridHosts() {
        CpuTopology mixed = topology("0-1 2 3", "0-1 2");
        assertThat(mixed.threadsPerCore()).isEqualTo(2);
        assertThat(mixed.minThreadsPerCore()).isEqualTo(1);
        assertThat(mixed.numaNodes()).as("CPU 3 has no node").isEqualTo(3);
        assertThat(mixed.nodeOf(3)).isEmpty();
        assertThat(mixed.nodeOf(2)).hasValue(1);
        assertThat(mixed.nodesOf(CpuSet.range(0, 3))).hasToString("0-1");
        assertThat(MemoryFractions.of(MemorySize.ofGiB(3)).in(mixed)).isEqualTo(2);
        assertThat(MemoryFractions.of(MemorySize.ofGiB(3)).in(MemorySize.ofGiB(10)))
                .isEqualTo(3);
    }

    @Test
    void offlineCpusAreNotAllowed() {
        CpuTopology topology = topology("0 1 2", "0-2");
        assertThat(topology.restrictedTo(CpuSet.parse("1,7")).allowedCpus()).hasToString("1");
        assertThat(topology.allowedCpus()).hasToString("0-2");
    }

    @Test
    void rejectsCoresThatAreNoPartition() {
        assertThatThrownBy(() -> topology(CpuSet.range(0, 2), "0-1 1-2", "0-2")).hasMessageContaining("partition");
        assertThatThrownBy(() -> topology(CpuSet.range(0, 2), "0-1", "0-2")).hasMessageContaining("partition");
    }

    private static CpuTopology topology(String cores, String nodes) {
        return topology(CpuSet.union(sets(cores)), cores, nodes);
    }

    private static CpuTopology topology(CpuSet cpus, String cores, String nodes) {
        List<CpuSet> each = sets(nodes);
        List<NumaNode> numa = each.stream()
                .map(node -> new NumaNode(each.indexOf(node), node, MemorySize.ofGiB(4)))
                .toList();
        return new CpuTopology(cpus, cpus, CpuSet.empty(), List.of(cpus), sets(cores), List.of(), numa, List.of());
    }

    private static List<CpuSet> sets(String text) {
        return Stream.of(text.split(" ")).map(CpuSet::parse).toList();
    }
}
