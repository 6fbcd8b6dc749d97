package org.expool.linux.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.expool.spi.Availability;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Sums over process trees. */
class ProcfsMemorySamplerTest {

    private static final String STAT = "%d (%s) S %d 10 10 0 -1 4194304 100 0 0 0 1 2 0 0 20 0 1 0 100 5000000 %d"
            + " 18446744073709551615 1 1 0 0 0 0 0 4096 81920 0 0 0 17 1 0 0 0 0 0 0 0 0 0 0 0 0 0\n";

    @Test
    void aLineIsReadWhateverTheNameHolds() {
        assertThat(ProcessStat.parse(STAT.formatted(42, "a) b (c) ", 7, 300))).contains(new ProcessStat(42, 7, 300));
    }

    @Test
    void whatIsNoLineIsNoProcess() {
        assertThat(ProcessStat.parse("")).isEqualTo(Optional.empty());
        assertThat(ProcessStat.parse("42 (cut) S 1 2")).isEqualTo(Optional.empty());
        assertThat(ProcessStat.parse("x (y) " + "z ".repeat(40))).isEqualTo(Optional.empty());
    }

    @Test
    void eachRootHasTheSumOfItsTree() {
        ProcessTable table = new ProcessTable(List.of(
                new ProcessStat(1, 0, 1),
                new ProcessStat(10, 1, 10),
                new ProcessStat(11, 10, 100),
                new ProcessStat(12, 11, 1000),
                new ProcessStat(20, 1, 5)));
        assertThat(table.residentPages(List.of(10L, 11L, 20L, 99L))).isEqualTo(Map.of(10L, 1110L, 11L, 1100L, 20L, 5L));
    }

    @Test
    void aCircleOfReusedPidsEnds() {
        ProcessTable table = new ProcessTable(List.of(new ProcessStat(5, 6, 1), new ProcessStat(6, 5, 2)));
        assertThat(table.residentPages(List.of(5L))).isEqualTo(Map.of(5L, 3L));
    }

    @Test
    void realTreesAreMeasured() throws IOException, InterruptedException {
        ProcfsMemorySampler sampler = new ProcfsMemorySampler();
        assertThat(sampler.availability()).isEqualTo(Availability.available());
        long self = ProcessHandle.current().pid();
        long alone = sampler.residentBytes(List.of(self)).get(self);
        assertThat(alone).isGreaterThan(10L << 20);

        Process child = new ProcessBuilder("sh", "-c", "echo; read wait").start();
        try {
            assertThat(child.getInputStream().read()).isEqualTo('\n'); // it is itself by now
            Map<Long, Long> bytes = sampler.residentBytes(List.of(child.pid(), self, 0L));
            assertThat(bytes).containsOnlyKeys(child.pid(), self);
            assertThat(bytes.get(child.pid())).isBetween(1L << 10, 1L << 30);
            assertThat(bytes.get(self)).isGreaterThan(bytes.get(child.pid()));
        } finally {
            child.destroy();
        }
        child.waitFor();
        assertThat(sampler.residentBytes(List.of(child.pid()))).isEmpty();
    }

    @Test
    void walkingATreeAndSweepingAllProcessesAgree() throws IOException {
        ChildrenWalk walk = new ChildrenWalk(Path.of("/proc"));
        Assumptions.assumeTrue(walk.supported(), "the kernel has no lists of children (CONFIG_PROC_CHILDREN)");
        ProcfsMemorySampler sampler = new ProcfsMemorySampler();
        Process root = new ProcessBuilder("sh", "-c", "sleep 600 & sleep 600 & exec sleep 600").start();
        try {
            List<Long> roots = List.of(root.pid());
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
            Map<Long, Long> walked;
            Map<Long, Long> swept;
            do { // until the shells have become sleeps
                walked = walk.residentPages(roots);
                swept = sampler.sweep(roots);
            } while (!(root.descendants().count() == 2 && walked.equals(swept)) && System.nanoTime() < deadline);
            assertThat(walked).isEqualTo(swept).containsOnlyKeys(root.pid());
        } finally {
            root.descendants().forEach(ProcessHandle::destroyForcibly);
            root.destroyForcibly();
        }
    }
}
