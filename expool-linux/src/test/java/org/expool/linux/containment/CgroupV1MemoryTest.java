package org.expool.linux.containment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.expool.PeakMemory;
import org.expool.linux.proc.Hierarchies;
import org.expool.linux.proc.Hierarchy;
import org.expool.linux.proc.PoolId;
import org.expool.linux.proc.Procfs;
import org.expool.spi.CellStatistics;
import org.expool.testkit.Eventually;
import org.expool.testkit.NoLeaks;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Memory accounting of a cell by cgroup v1. */
@ExtendWith(NoLeaks.class)
class CgroupV1MemoryTest {

    private static final long MIB = 1L << 20;

    @TempDir
    Path folder;

    private final Procfs procfs = new Procfs(Path.of("/proc"));
    private List<Path> bases = List.of();
    private CgroupV1Leaf leaf;

    @BeforeEach
    void make() {
        Hierarchies hierarchies = Hierarchies.ofThisProcess();
        assumeTrue(
                List.of("freezer", "memory").stream()
                        .allMatch(controller -> hierarchies
                                .cgroupV1(controller)
                                .filter(Hierarchy::isWritable)
                                .isPresent()),
                "not run: no writable freezer and memory controller of cgroup v1 here");
        String name = PoolId.next(procfs).name();
        bases = List.of(
                hierarchies.cgroupV1("freezer").orElseThrow().own().resolve(name),
                hierarchies.cgroupV1("memory").orElseThrow().own().resolve(name));
        leaf = new CgroupV1Leaf(new CgroupV1Folders(bases, procfs), "slot-0", true);
    }

    @AfterEach
    void remove() {
        if (leaf != null) {
            leaf.kill(1);
            Eventually.within(Duration.ofSeconds(60)).until(leaf::isEmpty);
            leaf.remove();
            leaf.close();
            bases.forEach(CgroupFolders::remove);
        }
    }

    @Test
    void thePeakIsThatOfTheJobAndNotOfAnEarlierOne() throws Exception {
        run("x=$(head -c 30000000 /dev/zero | tr '\\0' x); exit 0");
        PeakMemory large = leaf.statistics().peakMemory();
        run("exit 0");
        PeakMemory small = leaf.statistics().peakMemory();
        assertThat(large.source()).isEqualTo(PeakMemory.Source.CGROUP);
        assertThat(large.bytes()).isBetween(25 * MIB, 400 * MIB);
        assertThat(small.bytes()).isLessThan(10 * MIB);
    }

    /** Cached files of an earlier job are not subtracted twice. */
    @Test
    void cachedFilesCanBeSubtracted() throws Exception {
        assumeTrue(!Files.getFileStore(folder).type().equals("tmpfs"), "not run: the temporary folder is a tmpfs");
        String write = "head -c 100000000 /dev/zero >" + folder.resolve("file");
        String allocate = "x=$(head -c 30000000 /dev/zero | tr '\\0' x); exit 0";
        run(write);
        assertThat(leaf.statistics().peakMemory().bytes()).isGreaterThan(90 * MIB);
        assertThat(leaf.peakWithoutFiles().bytes()).isLessThan(50 * MIB);
        run(allocate);
        assertThat(leaf.peakWithoutFiles().bytes()).isGreaterThan(25 * MIB);
    }

    @Test
    void oomKillsAreCounted() throws Exception {
        Files.writeString(
                bases.get(1).resolve("slot-0/memory.limit_in_bytes"),
                String.valueOf(20 * MIB),
                StandardOpenOption.WRITE);
        int status = run("x=$(head -c 200000000 /dev/zero | tr '\\0' x); exit 0");
        CellStatistics statistics = leaf.statistics();
        assertThat(statistics.oomKills()).isPositive();
        assertThat(status).isNotZero();
        run("exit 0");
        assertThat(leaf.statistics().oomKills()).isZero();
    }

    private int run(String script) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(leaf.enter().prefix());
        words.addAll(List.of("sh", "-c", script));
        return new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }
}
