package org.expool.linux.proc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HierarchiesTest {

    private static final String HYBRID_GROUPS =
            "4:memory:/user/one\n2:cpu,cpuacct:/\n1:name=systemd:/x\n0::/me.scope\n";
    private static final String HYBRID_MOUNTS = """
            22 1 254:0 / / rw,relatime - ext4 /dev/vda rw
            35 31 0:32 / /sys/fs/cgroup/memory rw,relatime shared:1 - cgroup cgroup rw,memory
            36 31 0:33 / /sys/fs/cgroup/cpu,cpuacct rw,relatime - cgroup cgroup rw,cpu,cpuacct
            41 31 0:38 / /sys/fs/cgroup/unified rw,relatime - cgroup2 cgroup2 rw
            """;

    @Test
    void findsTheOwnGroupInEachHierarchy() {
        Hierarchies found = Hierarchies.parse(HYBRID_GROUPS, HYBRID_MOUNTS);
        Path memory = Path.of("/sys/fs/cgroup/memory");
        assertThat(found.cgroupV1("memory"))
                .contains(new Hierarchy(1, Set.of("memory"), memory, memory.resolve("user/one"), true));
        assertThat(found.cgroupV1("memory").orElseThrow().ownAndAbove())
                .containsExactly(memory.resolve("user/one"), memory.resolve("user"), memory);
        assertThat(found.cgroupV1("cpuacct").orElseThrow().own()).isEqualTo(Path.of("/sys/fs/cgroup/cpu,cpuacct"));
        assertThat(found.cgroupV1("freezer")).isEmpty();
        assertThat(found.cgroupV2().orElseThrow().own()).isEqualTo(Path.of("/sys/fs/cgroup/unified/me.scope"));
    }

    @Test
    void seesAContainersMountOfItsOwnGroup() {
        Hierarchies found = Hierarchies.parse(
                "4:memory:/docker/abc/below\n",
                "35 31 0:32 /docker/abc /sys/fs/cgroup/my\\040memory ro - cgroup c rw,memory\n");
        assertThat(found.cgroupV1("memory").orElseThrow().own()).isEqualTo(Path.of("/sys/fs/cgroup/my memory/below"));
    }

    @Test
    void omitsInvisibleHierarchies() {
        String mount = "41 31 0:38 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw\n";
        assertThat(Hierarchies.parse("0::/../outside\n", mount).cgroupV2()).isEmpty();
        Hierarchies part = Hierarchies.parse("0::/docker/ab\n", mount.replace(":38 /", ":38 /docker/a"));
        assertThat(part.cgroupV2()).isEmpty();
        assertThat(part.all().get(0).own()).as("the nearest visible one").isEqualTo(Path.of("/sys/fs/cgroup"));
        assertThat(Hierarchies.parse("0::/\n", "").all()).isEmpty();
        assertThat(Hierarchies.parse("", mount).all()).isEmpty();
    }
}
