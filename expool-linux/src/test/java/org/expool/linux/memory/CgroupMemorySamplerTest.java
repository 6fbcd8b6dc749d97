package org.expool.linux.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.expool.MemoryKind;
import org.expool.MemoryMeasure;
import org.expool.PeakMemory;
import org.expool.spi.MemoryQuery;
import org.expool.spi.MemoryReading;
import org.expool.spi.MemorySession;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** With a real control group, where one can be created. */
class CgroupMemorySamplerTest {

    private static final long MIB = 1 << 20;

    @Test
    void aPeakOutlivesTheMemory() throws IOException, InterruptedException {
        Path leaf = leaf();
        try (MemorySession session = new CgroupMemorySampler().open()) {
            // tail buffers a line without end, and frees it when it exits
            Process job = new ProcessBuilder(
                            "sh",
                            "-c",
                            "echo $$ > '" + leaf + "/cgroup.procs' && head -c 60M /dev/zero | tail -n 1 | wc -c"
                                    + " && echo all ended && read wait")
                    .redirectErrorStream(true)
                    .start();
            try {
                BufferedReader out = job.inputReader();
                assertThat(out.readLine().strip()).isEqualTo("62914560");
                assertThat(out.readLine()).isEqualTo("all ended");
                MemoryReading reading = session.sample(new MemoryQuery(
                                List.of(new MemoryQuery.Root(job.pid(), leaf)), MemoryKind.TREE, MemoryMeasure.CHARGED))
                        .get(job.pid());
                assertThat(reading.bytes()).isBetween(1L, 40 * MIB);
                PeakMemory peak = reading.peak();
                Assumptions.assumeTrue(peak != null, "the kernel keeps no peak (Linux 5.19)");
                assertThat(peak.source()).isEqualTo(PeakMemory.Source.CGROUP);
                assertThat(peak.bytes()).isBetween(60 * MIB, 200 * MIB);
            } finally {
                job.destroyForcibly().waitFor();
            }
        } finally {
            Files.delete(leaf);
        }
    }

    private static Path leaf() {
        List<CgroupFolder> groups = new CgroupTree(Path.of("/")).ownAndAbove();
        Assumptions.assumeFalse(groups.isEmpty(), "no control group accounts for memory");
        Path top = groups.get(groups.size() - 1).folder();
        try {
            Path leaf = Files.createDirectory(top.resolve("expool-test-" + UUID.randomUUID()));
            if (!new CgroupFolder(leaf).accounts()) {
                Files.delete(leaf);
                return Assumptions.abort("groups here do not account for memory");
            }
            return leaf;
        } catch (IOException e) {
            return Assumptions.abort("no control group can be created here: " + e.getMessage());
        }
    }
}
