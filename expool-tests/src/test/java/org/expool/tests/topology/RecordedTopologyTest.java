package org.expool.tests.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.expool.CpuCache;
import org.expool.CpuSet;
import org.expool.CpuTopology;
import org.expool.NumaNode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What both providers read from hosts recorded elsewhere, compared with the facts and with each other. */
class RecordedTopologyTest {

    @TempDir
    Path folder;

    static List<RecordedHost> hosts() {
        return RecordedHost.all();
    }

    @ParameterizedTest
    @MethodSource("hosts")
    void hwlocsXmlIsReadRight(RecordedHost host) throws IOException {
        assertRight(host, host.throughHwloc());
    }

    @ParameterizedTest
    @MethodSource("hosts")
    void sysfsIsReadRightAndAgreesWithHwloc(RecordedHost host) throws IOException, InterruptedException {
        CpuTopology sysfs = host.throughSysfs(folder);
        assertRight(host, sysfs);
        CpuTopology hwloc = host.throughHwloc();
        assertThat(parts(sysfs)).isEqualTo(parts(hwloc));
        if (!host.nodesAreDisputed()) {
            assertThat(sysfs.nodes()).isEqualTo(hwloc.nodes());
        }
    }

    private static List<Object> parts(CpuTopology topology) {
        return List.of(
                topology.cpus(),
                topology.allowedCpus(),
                topology.allowedNodes(),
                topology.packages(),
                topology.cores(),
                topology.caches(),
                topology.kinds());
    }

    private static void assertRight(RecordedHost host, CpuTopology topology) throws IOException {
        Oracle oracle = host.oracle();
        Map<String, List<CpuSet>> objects = oracle.objects();
        assertThat(topology.allowedCpus()).isEqualTo(oracle.allowedCpus());
        assertThat(topology.allowedNodes()).isEqualTo(oracle.allowedNodes());
        assertThat(topology.cpus().size()).isEqualTo(oracle.numbers().get("puCount"));
        assertThat(topology.packages()).containsExactlyInAnyOrderElementsOf(objects.get("package"));
        assertThat(topology.kinds()).containsExactlyElementsOf(objects.get("kind"));
        for (int level = 1; level <= 3; level++) {
            assertThat(topology.caches(level))
                    .as("L%d caches", level)
                    .extracting(CpuCache::cpus)
                    .containsExactlyInAnyOrderElementsOf(objects.get("l" + level));
        }
        if (!host.coresAreDisputed()) {
            assertThat(topology.cores()).containsExactlyInAnyOrderElementsOf(objects.get("core"));
            assertThat(topology.threadsPerCore()).isEqualTo(oracle.numbers().get("smtWidthMax"));
            assertThat(topology.minThreadsPerCore()).isEqualTo(oracle.numbers().get("smtWidthMin"));
        }
        assertThat(topology.nodes()).hasSize(oracle.numbers().get("nodeCount"));
        if (!host.nodesAreDisputed()) {
            assertThat(nodes(topology)).isEqualTo(oracle.nodes());
        }
    }

    private static Map<Integer, String> nodes(CpuTopology topology) {
        return topology.nodes().stream()
                .collect(Collectors.toMap(
                        NumaNode::id, node -> node.cpus() + " " + node.memory().bytes()));
    }
}
