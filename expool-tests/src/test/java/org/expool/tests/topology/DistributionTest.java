package org.expool.tests.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.expool.CpuSet;
import org.expool.CpuTopology;
import org.expool.core.affinity.AffinityPlan;
import org.expool.core.affinity.AffinityRequest;
import org.expool.core.affinity.AffinityRequest.Workers;
import org.expool.core.affinity.AffinitySlot;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** On every recorded host, the worker with the fewest cores has at least as many as hwloc-distrib gives. */
class DistributionTest {

    @TempDir
    Path folder;

    static List<RecordedHost> hosts() {
        return RecordedHost.all();
    }

    @BeforeEach
    void needHwloc() {
        assumeTrue(
                Stream.of(System.getenv("PATH").split(":"))
                        .anyMatch(entry -> Files.isExecutable(Path.of(entry, "hwloc-distrib"))),
                "hwloc-distrib is not installed (Debian package hwloc)");
    }

    @ParameterizedTest
    @MethodSource("hosts")
    void noSlotHasLess(RecordedHost host) throws IOException, InterruptedException {
        CpuTopology topology = host.throughHwloc();
        long cores = topology.cores().stream()
                .filter(core -> core.intersects(topology.allowedCpus()))
                .count();
        Path xml = plainXml(host);
        for (int count : new int[] {1, 2, 3, 4, 5, 7, 8, 11, 16, 23, 48, 100, 576}) {
            if (count <= cores) {
                AffinityPlan plan = AffinityPlan.of(topology, AffinityRequest.of(new Workers(count)));
                int least = plan.slots().stream()
                        .mapToInt(AffinitySlot::cores)
                        .min()
                        .orElseThrow();
                assertThat(least).as("%d workers", count).isGreaterThanOrEqualTo(leastOfHwloc(xml, topology, count));
            }
        }
    }

    /** The fewest whole cores of a worker. */
    private static int leastOfHwloc(Path xml, CpuTopology topology, int count)
            throws IOException, InterruptedException {
        Process distrib = new ProcessBuilder("hwloc-distrib", "--input", xml.toString(), Integer.toString(count))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String output = new String(distrib.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(distrib.waitFor()).isZero();
        return output.lines()
                .map(DistributionTest::mask)
                .mapToInt(share -> (int) topology.cores().stream()
                        .map(topology.allowedCpus()::intersection)
                        .filter(core -> !core.isEmpty() && share.containsAll(core))
                        .count())
                .min()
                .orElseThrow();
    }

    private static CpuSet mask(String text) {
        String[] words = text.strip().split(",");
        CpuSet set = CpuSet.empty();
        for (int i = 0; i < words.length; i++) {
            String digits = words[i].replace("0x", "");
            long word = digits.isEmpty() ? 0 : Long.parseLong(digits, 16);
            for (int bit = 0; bit < 32; bit++) {
                if ((word >> bit & 1) != 0) {
                    set = set.union(CpuSet.of((words.length - 1 - i) * 32 + bit));
                }
            }
        }
        return set;
    }

    private Path plainXml(RecordedHost host) throws IOException {
        Path xml = host.xml();
        if (!xml.toString().endsWith(".gz")) {
            return xml;
        }
        Path plain = folder.resolve("plain.xml");
        try (InputStream packed = new GZIPInputStream(Files.newInputStream(xml))) {
            Files.copy(packed, plain);
        }
        return plain;
    }
}
