package org.expool.linux.containment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.expool.linux.proc.Hierarchies;
import org.expool.linux.proc.Hierarchy;
import org.expool.linux.proc.PoolId;
import org.expool.linux.proc.Procfs;
import org.expool.spi.CellStatistics;
import org.expool.spi.LaunchStep;
import org.expool.testkit.NoLeaks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** CPU accounting of a cell by cgroup v1. */
@ExtendWith(NoLeaks.class)
class CgroupV1CpuTest {

    private static final Duration WORK = Duration.ofMillis(300);

    private final Procfs procfs = new Procfs(Path.of("/proc"));

    /** The spawner thread stays in the group, and does other work between two jobs. */
    @Test
    @Timeout(300)
    void workOfTheSpawnerBetweenTwoJobsIsNotCounted() {
        Hierarchies hierarchies = Hierarchies.ofThisProcess();
        String name = PoolId.next(procfs).name();
        List<Path> bases = Stream.of("freezer", "cpuacct")
                .flatMap(controller -> hierarchies.cgroupV1(controller).filter(Hierarchy::isWritable).stream())
                .map(hierarchy -> hierarchy.own().resolve(name))
                .toList();
        assumeTrue(bases.size() == 2, "not run: no writable freezer and cpuacct controller of cgroup v1 here");
        CgroupV1Leaf leaf = new CgroupV1Leaf(new CgroupV1Folders(bases, procfs), "slot-0", true);
        try {
            spawn(leaf);
            used(leaf);
            long end = System.nanoTime() + WORK.toNanos();
            while (System.nanoTime() < end) {
                Thread.onSpinWait();
            }
            spawn(leaf);
            assertThat(used(leaf)).isLessThan(WORK.dividedBy(2));
        } finally {
            leaf.remove();
            leaf.close();
            bases.forEach(CgroupFolders::remove);
        }
    }

    private static void spawn(CgroupV1Leaf leaf) {
        LaunchStep step = leaf.enter().onSpawnerThread();
        step.beforeSpawn();
        step.afterSpawn();
        step.release();
    }

    private static Duration used(CgroupV1Leaf leaf) {
        CellStatistics used = leaf.statistics();
        return used.user().plus(used.system());
    }
}
