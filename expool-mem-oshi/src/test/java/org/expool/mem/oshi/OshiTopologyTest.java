package org.expool.mem.oshi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.expool.CpuSet;
import org.expool.CpuTopology;
import org.expool.MemorySize;
import org.expool.NumaNode;
import org.expool.spi.Availability;
import org.junit.jupiter.api.Test;
import oshi.hardware.CentralProcessor.LogicalProcessor;
import oshi.hardware.CentralProcessor.PhysicalProcessor;

class OshiTopologyTest {

    @Test
    void processorsBecomeCoresPackagesNodesAndKinds() {
        List<LogicalProcessor> threads = List.of(
                new LogicalProcessor(0, 0, 0, 0, 0),
                new LogicalProcessor(1, 0, 0, 0, 0),
                new LogicalProcessor(2, 1, 0, 0, 0),
                new LogicalProcessor(0, 0, 1, 1, 1));
        List<PhysicalProcessor> cores = List.of(
                new PhysicalProcessor(0, 0, 1, ""),
                new PhysicalProcessor(0, 1, 0, ""),
                new PhysicalProcessor(1, 0, 1, ""));
        CpuTopology topology = OshiTopology.of(threads, cores, MemorySize.ofGiB(8));
        assertThat(topology.cores()).extracting(CpuSet::toString).containsExactly("0-1", "2", "64");
        assertThat(topology.packages()).extracting(CpuSet::toString).containsExactly("0-2", "64");
        assertThat(topology.nodes()).extracting(NumaNode::id).containsExactly(0, 1);
        assertThat(topology.kinds()).extracting(CpuSet::toString).containsExactly("2", "0-1,64");
        assertThat(topology.caches()).isEmpty();
    }

    @Test
    void oneNodeHasAllTheMemory() {
        CpuTopology topology = OshiTopology.of(
                List.of(new LogicalProcessor(0, 0, 0)), List.of(new PhysicalProcessor(0, 0)), MemorySize.ofGiB(8));
        assertThat(topology.nodes()).containsExactly(new NumaNode(0, CpuSet.of(0), MemorySize.ofGiB(8)));
        assertThat(topology.kinds()).isEmpty();
    }

    @Test
    void thisHostIsRead() {
        OshiTopologyProvider provider = new OshiTopologyProvider();
        assertThat(provider.availability()).isEqualTo(Availability.available());
        assertThat(provider.topology().cpus().size())
                .isGreaterThanOrEqualTo(Runtime.getRuntime().availableProcessors());
    }
}
