package org.expool.linux.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.expool.spi.HostMemory;
import org.expool.spi.HostMemory.Pressure;
import org.expool.spi.MemoryQuery;
import org.expool.spi.MemorySession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Available memory, from files below a root. */
class HostMemoryReaderTest {

    private static final long MIB = 1 << 20;

    @TempDir
    Path root;

    @BeforeEach
    void write() throws IOException {
        file("proc/meminfo", "MemTotal:  8192000 kB\nMemFree:  10 kB\nMemAvailable:  4096000 kB\n");
    }

    @Test
    void withoutGroupsTheHostCounts() {
        assertThat(read()).isEqualTo(new HostMemory(8192000L << 10, 4096000L << 10, "the host", null));
    }

    @Test
    void lesson35_everyGroupAboveCountsInTheSecondVersion() throws IOException {
        file("proc/self/cgroup", "0::/a/b\n");
        file("proc/self/mountinfo", "41 31 0:38 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw\n");
        group("sys/fs/cgroup/a", "max", 900 * MIB, 0);
        file("sys/fs/cgroup/a/memory.high", Long.toString(1000 * MIB));
        group("sys/fs/cgroup/a/b", Long.toString(2000 * MIB), 900 * MIB, 50 * MIB);
        HostMemory host = read();
        assertThat(host.availableBytes()).isEqualTo(100 * MIB);
        assertThat(host.totalBytes()).isEqualTo(1000 * MIB);
        assertThat(host.limitedBy()).endsWith("/sys/fs/cgroup/a");
    }

    @Test
    void pageCacheThatCanBeDroppedIsAvailable() throws IOException {
        file("proc/self/cgroup", "0::/a\n");
        file("proc/self/mountinfo", "41 31 0:38 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw\n");
        group("sys/fs/cgroup/a", Long.toString(1000 * MIB), 950 * MIB, 700 * MIB);
        assertThat(read().availableBytes()).isEqualTo(750 * MIB);
    }

    @Test
    void lesson35_aContainerSeesItsPartOfTheFirstVersion() throws IOException {
        file("proc/self/cgroup", "5:cpu:/docker/x\n4:memory:/docker/x/y\n0::/\n");
        file(
                "proc/self/mountinfo",
                "35 31 0:32 /docker/x /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory\n"
                        + "36 31 0:33 / /sys/fs/cgroup/cpu rw - cgroup cgroup rw,cpu\n"
                        + "41 31 0:38 / /sys/fs/cgroup/unified rw - cgroup2 cgroup2 rw\nnot a mount\n");
        groupV1("sys/fs/cgroup/memory", Long.toString(500 * MIB), 300 * MIB, 100 * MIB);
        groupV1("sys/fs/cgroup/memory/y", "9223372036854771712", 200 * MIB, 0);
        HostMemory host = read();
        assertThat(host.availableBytes()).isEqualTo(300 * MIB);
        assertThat(host.limitedBy()).endsWith("/sys/fs/cgroup/memory");
    }

    @Test
    void pressureIsReadWhereAvailable() throws IOException {
        file("proc/pressure/cpu", "some avg10=0.00 avg60=0.00 avg300=0.00 total=17\nfull avg10=0.00 total=9\n");
        file("proc/pressure/memory", "some avg10=1.00 total=23\nfull avg10=0.00 avg60=0.00 avg300=0.00 total=5\n");
        assertThat(read().pressure()).isEqualTo(new Pressure(17, 23, 5));
    }

    @Test
    void aGroupHasChargeAndPeak() throws IOException {
        group("leaf", "max", 80 * MIB, 30 * MIB);
        file("leaf/memory.peak", Long.toString(120 * MIB));
        CgroupFolder leaf = new CgroupFolder(root.resolve("leaf"));
        assertThat(leaf.chargedBytes()).isEqualTo(50 * MIB);
        assertThat(leaf.peak()).isEqualTo(OptionalLong.of(120 * MIB));
        assertThat(leaf.limit()).isEqualTo(CgroupFolder.NO_LIMIT);
        assertThat(new CgroupFolder(root.resolve("absent")).accounts()).isFalse();
    }

    @Test
    void jobsWithoutAGroupAreNotSampled() throws IOException {
        group("leaf", "max", 80 * MIB, 0);
        try (MemorySession session = new CgroupMemorySampler(root).open()) {
            var readings = session.sample(new MemoryQuery(
                    List.of(
                            new MemoryQuery.Root(7, root.resolve("leaf")),
                            new MemoryQuery.Root(8, root.resolve("gone")),
                            MemoryQuery.Root.of(9)),
                    org.expool.MemoryKind.TREE,
                    org.expool.MemoryMeasure.CHARGED));
            assertThat(readings).containsOnlyKeys(7L);
            assertThat(readings.get(7L).bytes()).isEqualTo(80 * MIB);
            assertThat(readings.get(7L).peak()).isNull();
        }
    }

    private HostMemory read() {
        return new HostMemoryReader(root).read();
    }

    private void group(String folder, String most, long current, long inactive) throws IOException {
        file(folder + "/memory.max", most + "\n");
        file(folder + "/memory.current", current + "\n");
        file(folder + "/memory.stat", "anon 5\ninactive_anon 3\ninactive_file " + inactive + "\nactive_file 9\n");
    }

    private void groupV1(String folder, String most, long usage, long inactive) throws IOException {
        file(folder + "/memory.limit_in_bytes", most + "\n");
        file(folder + "/memory.usage_in_bytes", usage + "\n");
        file(folder + "/memory.stat", "inactive_file 1\ntotal_inactive_file " + inactive + "\n");
    }

    private void file(String name, String content) throws IOException {
        Path path = root.resolve(name);
        Files.createDirectories(path.getParent());
        Files.writeString(path, content);
    }
}
