package org.expool.linux.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.expool.CpuCache;
import org.expool.CpuSet;
import org.expool.CpuTopology;
import org.expool.MemorySize;
import org.expool.NumaNode;
import org.expool.spi.Availability;
import org.expool.spi.TopologyException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Quirks of various kernels and hosts, each in a separate tree. */
class SysfsQuirksTest {

    @TempDir
    Path folder;

    private SysTree tree;

    @BeforeEach
    void newTree() {
        tree = new SysTree(folder);
    }

    private static List<String> lists(List<CpuSet> sets) {
        return sets.stream().map(CpuSet::toString).toList();
    }

    private static List<String> caches(CpuTopology topology, int level) {
        return lists(topology.caches(level).stream().map(CpuCache::cpus).toList());
    }

    @Test
    void aPlainHost() {
        tree.online("0-3")
                .cpu(0, "0-1", "0-3")
                .cpu(1, "0-1", "0-3")
                .cpu(2, "2-3", "0-3")
                .cpu(3, "2-3", "0-3");
        tree.cache(0, 0, 1, "Data", "32K", "0-1").cache(0, 1, 1, "Instruction", "32K", "0-1");
        tree.cache(0, 2, 3, "Unified", "16M", "0-3").cache(2, 2, 3, "Unified", "16M", "0-3");
        tree.node(0, "0-3", 1024);
        CpuTopology topology = tree.read();
        assertThat(lists(topology.cores())).containsExactly("0-1", "2-3");
        assertThat(lists(topology.packages())).containsExactly("0-3");
        assertThat(topology.caches())
                .containsExactly(
                        new CpuCache(1, MemorySize.parse("32K"), CpuSet.range(0, 1)),
                        new CpuCache(3, MemorySize.parse("16M"), CpuSet.range(0, 3)));
        assertThat(topology.nodes()).containsExactly(new NumaNode(0, CpuSet.range(0, 3), MemorySize.ofMiB(1)));
        assertThat(topology.kinds()).isEmpty();
        assertThat(topology.allowedCpus()).hasToString("0-3");
        assertThat(topology.allowedNodes()).hasToString("0");
    }

    @Test
    void anIndexThatIsAnotherLevelOnAnotherCpu() {
        tree.plainCpus("0-3").online("0-3");
        tree.cache(0, 0, 1, "Data", "32K", "0").cache(1, 0, 1, "Data", "32K", "1");
        tree.cache(2, 0, 1, "Data", "64K", "2").cache(3, 0, 1, "Data", "64K", "3");
        tree.cache(0, 1, 3, "Unified", "4M", "0-3").cache(1, 1, 3, "Unified", "4M", "0-3");
        tree.cache(2, 1, 2, "Unified", "256K", "2").cache(3, 1, 2, "Unified", "256K", "3");
        tree.cache(2, 2, 3, "Unified", "4M", "0-3").cache(3, 2, 3, "Unified", "4M", "0-3");
        CpuTopology topology = tree.read();
        assertThat(caches(topology, 2)).containsExactly("2", "3");
        assertThat(caches(topology, 3)).containsExactly("0-3");
    }

    @Test
    void smtThatIsMixedOrPartlyOffline() {
        tree.online("1-4")
                .cpu(1, "0-1", "0-4")
                .cpu(2, "2-3", "0-4")
                .cpu(3, "2-3", "0-4")
                .cpu(4, "4", "0-4");
        CpuTopology topology = tree.read();
        assertThat(lists(topology.cores())).as("CPU 0 is offline").containsExactly("1", "2-3", "4");
        assertThat(lists(topology.packages())).containsExactly("1-4");
        assertThat(topology.threadsPerCore()).isEqualTo(2);
        assertThat(topology.minThreadsPerCore()).isEqualTo(1);
    }

    @Test
    void foldersOfOfflineCpusThatAreLeftOver() {
        tree.plainCpus("0-1").online("0").cpus("cpu1/online", "0\n");
        assertThat(tree.read().cpus()).hasToString("0");
    }

    @Test
    void noListOfOnlineCpus() {
        tree.cpu(0, "0", "0-3").cpu(2, "2", "0-3").cpus("cpu2/online", "1\n").cpus("cpu1/online", "0\n");
        assertThat(tree.read().cpus()).as("CPU 0 often has no file").hasToString("0,2");
        tree.online("");
        assertThat(tree.read().cpus()).as("an empty list says nothing").hasToString("0,2");
    }

    @Test
    void masksWithNulBytesAndShortFirstWords() {
        tree.online("0-35")
                .cpus("cpu0/topology/core_cpus", "1,00000001\n\0\0")
                .cpus("cpu0/topology/package_cpus", "f,ffffffff");
        CpuTopology topology = tree.read();
        assertThat(topology.cores().get(0)).hasToString("0,32");
        assertThat(lists(topology.packages())).containsExactly("0-35");
    }

    @Test
    void theOldNamesOfSiblings() {
        tree.online("0-3");
        for (int cpu = 0; cpu < 4; cpu++) {
            tree.cpus("cpu" + cpu + "/topology/thread_siblings", SysTree.mask(cpu < 2 ? "0-1" : "2-3"));
            tree.cpus("cpu" + cpu + "/topology/core_siblings", SysTree.mask("0-3"));
        }
        assertThat(lists(tree.read().cores())).containsExactly("0-1", "2-3");
        assertThat(lists(tree.read().packages())).containsExactly("0-3");
    }

    @Test
    void siblingsWithCoreNumbersOfTheirOwnAreSeveralCores() {
        tree.online("0-1").cpu(0, "0-1", "0-1").cpu(1, "0-1", "0-1");
        tree.cpus("cpu0/topology/core_id", "0\n").cpus("cpu1/topology/core_id", "1\n");
        assertThat(lists(tree.read().cores())).containsExactly("0", "1");
    }

    @Test
    void noFoldersOfTopologyAtAll() {
        tree.online("0-1");
        CpuTopology topology = tree.read();
        assertThat(lists(topology.cores())).containsExactly("0", "1");
        assertThat(topology.caches()).isEmpty();
        assertThat(topology.nodes()).as("a kernel without NUMA").hasSize(1);
    }

    @Test
    void sparseNumbersBeyondTheLimitsOfOldLibraries() {
        tree.plainCpus("3,70,1023-1025,2000");
        tree.node(7, "3,70", 1).node(255, "1023-1025,2000", 1);
        CpuTopology topology = tree.read();
        assertThat(topology.cpus()).hasToString("3,70,1023-1025,2000");
        assertThat(topology.nodes()).extracting(NumaNode::id).containsExactly(7, 255);
    }

    @Test
    void nodesWithoutCpusAndCpusWithoutANode() {
        tree.plainCpus("0-3").node(0, "0-1", 4).node(2, "", 8).node(5, "9", 8);
        CpuTopology topology = tree.read();
        assertThat(topology.nodes())
                .extracting(NumaNode::cpus)
                .as("node 2 is memory only, the CPUs of node 5 are offline")
                .containsExactly(CpuSet.range(0, 1), CpuSet.empty(), CpuSet.empty());
        assertThat(topology.nodeOf(3)).isEmpty();
        assertThat(topology.numaNodes()).isEqualTo(2);
    }

    @Test
    void nodesThatOverlapBelongToTheLowest() {
        tree.plainCpus("0-3").node(0, "0-2", 1).node(1, "1-3", 1);
        CpuTopology topology = tree.read();
        assertThat(topology.nodeOf(2)).hasValue(0);
        assertThat(topology.nodeOf(3)).hasValue(1);
        assertThat(topology.nodesOf(CpuSet.of(2))).hasToString("0-1");
    }

    @Test
    void nodesThatAreOfflineOrOnlyHaveLists() {
        tree.plainCpus("0-1").node(0, "0-1", 1).node(1, "0-1", 1).write("sys/devices/system/node/online", "0,3\n");
        tree.write("sys/devices/system/node/node3/cpulist", "1\n");
        assertThat(tree.read().nodes()).extracting(NumaNode::id).containsExactly(0, 3);
        assertThat(tree.read().nodes().get(1).cpus()).hasToString("1");
    }

    @Test
    void severalNodesInAPackageAndPackagesInANode() {
        tree.online("0-3");
        tree.cpu(0, "0", "0-1").cpu(1, "1", "0-1").cpu(2, "2", "2-3").cpu(3, "3", "2-3");
        assertThat(lists(tree.node(0, "0-3", 1).read().packages())).containsExactly("0-1", "2-3");
        assertThat(tree.node(0, "0", 1).node(1, "1", 1).node(2, "2-3", 1).read().numaNodes())
                .isEqualTo(3);
    }

    @Test
    void cachesThatAreMissingHereAndThere() {
        tree.plainCpus("0-2").cache(0, 0, 1, "Data", "32K", "0").cache(1, 2, 2, "Unified", "?", "1-2");
        CpuTopology topology = tree.read();
        assertThat(caches(topology, 1)).containsExactly("0");
        assertThat(caches(topology, 2)).containsExactly("1-2");
        assertThat(topology.caches(2).get(0).size()).isEqualTo(MemorySize.ofBytes(0));
        assertThat(caches(topology, 3)).isEmpty();
    }

    @Test
    void hybridKindsByCountersCapacityOrFrequency() {
        tree.plainCpus("0-3");
        tree.cpus("cpu0/cpufreq/base_frequency", "1900000\n").cpus("cpu1/cpufreq/base_frequency", "1900000\n");
        assertThat(tree.read().kinds()).as("not known of all").isEmpty();
        tree.cpus("cpu2/cpufreq/base_frequency", "1400000\n").cpus("cpu3/cpufreq/base_frequency", "1400000\n");
        assertThat(lists(tree.read().kinds())).containsExactly("2-3", "0-1");
        for (int cpu = 0; cpu < 4; cpu++) {
            tree.cpus("cpu" + cpu + "/cpu_capacity", cpu == 3 ? "446\n" : "1024\n");
        }
        assertThat(lists(tree.read().kinds())).containsExactly("3", "0-2");
        tree.write("sys/devices/cpu_core/cpus", "0\n").write("sys/devices/cpu_atom/cpus", "1-3,9\n");
        assertThat(lists(tree.read().kinds())).containsExactly("1-3", "0");
    }

    @Test
    void lesson36_itsOwnMaskRestrictsAProcess() {
        tree.plainCpus("0-3").node(0, "0-1", 1).node(1, "2-3", 1);
        tree.write("proc/self/status", "Name:\tjava\nCpus_allowed_list:\t1-2,63\nMems_allowed_list:\t1\n");
        assertThat(tree.read().allowedCpus()).hasToString("1-2");
        assertThat(tree.read().allowedNodes()).hasToString("1");
    }

    @Test
    void theNearestCpusetOfVersion2Restricts() {
        tree.plainCpus("0-7").write("proc/mounts", "cgroup2 /sys/fs/cgroup cgroup2 rw,nosuid 0 0\n");
        tree.write("proc/self/cgroup", "0::/a.slice/b.scope\n");
        tree.write("sys/fs/cgroup/cpuset.cpus.effective", "0-7\n");
        assertThat(tree.read().allowedCpus()).hasToString("0-7");
        tree.write("sys/fs/cgroup/a.slice/cpuset.cpus.effective", "2-5\n");
        assertThat(tree.read().allowedCpus()).hasToString("2-5");
        tree.write("proc/self/status", "Cpus_allowed_list:\t5-7\n");
        assertThat(tree.read().allowedCpus()).hasToString("5");
    }

    @Test
    void cpusetsOfVersion1Restrict() {
        tree.plainCpus("0-7").write("proc/self/cpuset", "/docker/abc\n");
        tree.write("proc/mounts", "cgroup /sys/fs/cgroup/cpuset cgroup rw,cpuset 0 0\nx /x cgroup rw,memory 0 0\n");
        tree.write("sys/fs/cgroup/cpuset/cpuset.cpus", "4-7\n");
        assertThat(tree.read().allowedCpus())
                .as("only the container's own group is mounted")
                .hasToString("4-7");
        tree.write("sys/fs/cgroup/cpuset/docker/abc/cpuset.cpus", "6-9\n");
        assertThat(tree.read().allowedCpus()).hasToString("6-7");
    }

    @Test
    void theGroupOfACpusetIsFoundWithoutItsOwnFileAndAnEmptyListIsNone() {
        tree.plainCpus("0-7").write("proc/self/cgroup", "5:memory:/y\n4:cpu,cpuset:/x/leaf\n0::/z\n");
        tree.write("proc/mounts", "cgroup /sys/fs/cgroup/cpuset cgroup rw,cpu,cpuset 0 0\n");
        tree.write("sys/fs/cgroup/cpuset/x/cpuset.cpus", "6-7\n");
        tree.write("sys/fs/cgroup/cpuset/x/leaf/cpuset.cpus", "\n");
        assertThat(tree.read().allowedCpus()).hasToString("6-7");
    }

    @Test
    void aFileSystemOfCpusetsRestricts() {
        tree.plainCpus("0-3").node(0, "0-3", 1).node(1, "", 1).write("proc/self/cpuset", "/batch\n");
        tree.write("proc/mounts", "none /dev/cpuset cpuset rw 0 0\n");
        tree.write("dev/cpuset/batch/cpus", "0,3\n").write("dev/cpuset/batch/mems", "1\n");
        assertThat(tree.read().allowedCpus()).hasToString("0,3");
        assertThat(tree.read().allowedNodes()).hasToString("1");
    }

    @Test
    void aCopyOfSysIsReadWithoutFilesBesideIt() {
        tree.plainCpus("0-3").write("proc/self/status", "Cpus_allowed_list:\t0\n");
        tree.write("sys/proc/self/status", "Cpus_allowed_list:\t0\n");
        assertThat(new SysfsTopologyProvider(folder.resolve("sys")).topology().allowedCpus())
                .hasToString("0-3");
    }

    @Test
    void faultsNameTheirFile() {
        assertThat(new SysfsTopologyProvider(folder.resolve("nowhere")).availability())
                .isInstanceOf(Availability.Unavailable.class);
        assertThatThrownBy(() -> tree.read())
                .isInstanceOf(TopologyException.class)
                .hasMessageContaining("names no CPU");
        tree.online("0-x");
        assertThatThrownBy(() -> tree.read())
                .isInstanceOf(TopologyException.class)
                .hasMessageContaining("cpu/online")
                .hasMessageContaining("'x'");
    }

    @Test
    void thisHostIsReadToo() {
        SysfsTopologyProvider here = new SysfsTopologyProvider();
        assertThat(here.availability()).isEqualTo(Availability.available());
        CpuTopology topology = here.topology();
        assertThat(topology.allowedCpus().size())
                .isGreaterThanOrEqualTo(Runtime.getRuntime().availableProcessors());
    }
}
