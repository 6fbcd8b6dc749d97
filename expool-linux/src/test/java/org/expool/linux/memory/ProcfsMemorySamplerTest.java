package org.expool.linux.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.expool.MemoryKind;
import org.expool.MemoryMeasure;
import org.expool.spi.MemoryQuery;
import org.expool.spi.MemoryReading;
import org.expool.spi.MemorySampler;
import org.expool.spi.MemorySession;
import org.expool.testkit.MemorySamplerContract;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sums over process trees, from /proc. */
class ProcfsMemorySamplerTest extends MemorySamplerContract {

    private static final String STAT = "%d (%s) S %d 10 8 0 -1 4194304 100 0 0 0 1 2 0 0 20 0 1 0 777 5000000 300"
            + " 18446744073709551615 1 1 0 0 0 0 0 4096 81920 0 0 0 17 1 0 0 0 0 0 0 0 0 0 0 0 0 0\n";

    @TempDir
    Path root;

    @Override
    protected MemorySampler sampler() {
        return new ProcfsMemorySampler();
    }

    @Test
    void lesson31_eachRootHasTheSumOfItsTreeInFixedFiles() throws IOException {
        process(1, 0, 1);
        process(10, 1, 10);
        process(11, 10, 100);
        process(12, 11, 1000);
        process(20, 1, 5);
        process(30, 31, 7);
        process(31, 30, 7); // a cycle of pids used again
        try (MemorySession session = session()) {
            assertThat(pages(session, MemoryKind.TREE, 10, 20, 99)).containsExactly(1110L, 5L, null);
            assertThat(pages(session, MemoryKind.HEAVIEST_OF_TREE, 10)).containsExactly(1000L);
            assertThat(pages(session, MemoryKind.PROCESS, 10)).containsExactly(10L);
            assertThat(pages(session, MemoryKind.TREE, 30)).containsExactly(14L);
        }
    }

    @Test
    void childrenAreFoundAndStayWhenTheirParentsEnd() throws IOException {
        process(10, 1, 10);
        process(11, 10, 100);
        try (MemorySession session = session()) {
            assertThat(pages(session, MemoryKind.TREE, 10)).containsExactly(110L);
            process(12, 11, 1000);
            newestPid(12);
            assertThat(pages(session, MemoryKind.TREE, 10)).containsExactly(1110L);
            process(12, 1, 2000); // its parent has ended
            Files.delete(folder(11).resolve("stat"));
            Files.writeString(folder(11).resolve("statm"), ""); // as if reading failed
            newestPid(13);
            assertThat(pages(session, MemoryKind.TREE, 10)).containsExactly(2010L);
        }
    }

    @Test
    void anEndedJobThatIsNotQueriedIsForgotten() throws IOException {
        process(10, 1, 10);
        process(20, 1, 20);
        try (MemorySession session = session()) {
            pages(session, MemoryKind.TREE, 10, 20);
            Files.writeString(folder(10).resolve("statm"), "");
            newestPid(21);
            pages(session, MemoryKind.TREE, 20);
            process(10, 20, 5); // the pid is used again for a child
            Files.delete(folder(10).resolve("statm"));
            process(10, 20, 5);
            newestPid(10);
            assertThat(pages(session, MemoryKind.TREE, 20)).containsExactly(25L);
        }
    }

    @Test
    void theRssVmsMixCountsReservedMemory() throws IOException {
        process(10, 1, 10);
        try (MemorySession session = session()) {
            assertThat(session.sample(query(MemoryKind.TREE, MemoryMeasure.RSS_VMS_MIX, 10))
                            .get(10L))
                    .isEqualTo(new MemoryReading((90 + 500) * 4096 / 10, MemoryMeasure.RSS_VMS_MIX, null));
        }
    }

    @Test
    void lesson34_proportionalIsSaidToBeResidentWhereItCannotBeRead() throws IOException {
        process(10, 1, 10);
        Files.writeString(folder(10).resolve("smaps_rollup"), "0-1 ---p\nRss:  40 kB\nPss:  12 kB\nPss_Dirty: 3 kB\n");
        process(11, 1, 10);
        try (MemorySession session = session()) {
            var readings = session.sample(query(MemoryKind.TREE, MemoryMeasure.PROPORTIONAL, 10, 11));
            assertThat(readings.get(10L)).isEqualTo(new MemoryReading(12 * 1024, MemoryMeasure.PROPORTIONAL, null));
            assertThat(readings.get(11L)).isEqualTo(new MemoryReading(40 * 1024, MemoryMeasure.RESIDENT, null));
        }
    }

    @Test
    void lesson33_anOrphanOfADoubleForkStillCounts() throws IOException {
        Process leader = new ProcessBuilder(
                        "setsid", "sh", "-c", "sh -c 'sleep 600 & echo $!' ; read wait; kill $(cat)")
                .start();
        try (MemorySession session = sampler().open();
                BufferedReader out = leader.inputReader()) {
            String orphan = out.readLine();
            MemoryQuery tree = query(MemoryKind.TREE, MemoryMeasure.RESIDENT, leader.pid());
            MemoryQuery alone = query(MemoryKind.PROCESS, MemoryMeasure.RESIDENT, leader.pid());
            assertThat(session.sample(tree).get(leader.pid()).bytes())
                    .isGreaterThan(session.sample(alone).get(leader.pid()).bytes());
            ProcessHandle.of(Long.parseLong(orphan)).ifPresent(ProcessHandle::destroyForcibly);
        } finally {
            leader.destroyForcibly();
        }
    }

    private MemorySession session() throws IOException {
        newestPid(1);
        return new ProcfsSession(root, new HostMemoryReader(root), 4096);
    }

    private static List<Long> pages(MemorySession session, MemoryKind kind, long... pids) {
        var readings = session.sample(query(kind, MemoryMeasure.RESIDENT, pids));
        return java.util.Arrays.stream(pids)
                .mapToObj(pid ->
                        readings.containsKey(pid) ? (Long) (readings.get(pid).bytes() / 4096) : null)
                .toList();
    }

    private static MemoryQuery query(MemoryKind kind, MemoryMeasure measure, long... pids) {
        return new MemoryQuery(
                java.util.Arrays.stream(pids).mapToObj(MemoryQuery.Root::of).toList(), kind, measure);
    }

    private void newestPid(long pid) throws IOException {
        Files.writeString(root.resolve("loadavg"), "0.5 0.4 0.3 1/100 " + pid + "\n");
    }

    private void process(long pid, long parent, long pages) throws IOException {
        Files.createDirectories(folder(pid));
        Files.writeString(folder(pid).resolve("stat"), STAT.formatted(pid, "name", parent));
        Files.writeString(folder(pid).resolve("statm"), "500 " + pages + " 3 1 0 50 0\n");
    }

    private Path folder(long pid) {
        return root.resolve(Long.toString(pid));
    }
}
