package org.expool.linux.containment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.expool.linux.proc.Hierarchies;
import org.expool.linux.proc.PoolId;
import org.expool.linux.proc.Procfs;
import org.expool.spi.Availability;
import org.expool.spi.Containment;
import org.expool.testkit.NoLeaks;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Groups of a pool that died together with its guard. */
@ExtendWith(NoLeaks.class)
class StalePoolCleanerTest {

    private final Procfs procfs = new Procfs(Path.of("/proc"));
    private final List<Path> folders = new ArrayList<>();

    @AfterEach
    void remove() {
        folders.forEach(CgroupFolders::remove);
    }

    @Test
    void removesV2GroupsOfDeadPoolsOnly() throws Exception {
        Containment containment = new CgroupV2Containment();
        assumeTrue(containment.availability() == Availability.available(), "not run: no writable cgroup v2 here");
        removesOnlyDead(
                containment,
                Hierarchies.ofThisProcess().cgroupV2().orElseThrow().own());
    }

    @Test
    void removesV1GroupsOfDeadPoolsOnly() throws Exception {
        Containment containment = new CgroupV1Containment();
        assumeTrue(containment.availability() == Availability.available(), "not run: no writable freezer here");
        removesOnlyDead(
                containment,
                Hierarchies.ofThisProcess().cgroupV1("freezer").orElseThrow().own());
    }

    private void removesOnlyDead(Containment containment, Path own) throws Exception {
        PoolId living = PoolId.next(procfs);
        PoolId dead = new PoolId(living.pid(), "1", living.namespace(), living.number());
        PoolId elsewhere = new PoolId(living.pid(), "1", "1", living.number());
        Process left = enter(make(own, dead));
        Process kept = enter(make(own, living));
        make(own, elsewhere);
        containment.open("next").close();
        assertThat(left.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(own.resolve(dead.name())).doesNotExist();
        assertThat(own.resolve(living.name())).exists();
        assertThat(own.resolve(elsewhere.name())).exists();
        assertThat(kept.isAlive()).isTrue();
        kept.destroyForcibly().waitFor();
    }

    private Path make(Path own, PoolId pool) throws IOException {
        Path leaf = own.resolve(pool.name()).resolve("slot-0");
        Files.createDirectories(leaf);
        folders.add(leaf);
        folders.add(leaf.getParent());
        return leaf;
    }

    private static Process enter(Path leaf) throws IOException {
        List<String> words = new ArrayList<>(new EnterPrefix(List.of(leaf.resolve("cgroup.procs"))).prefix());
        words.addAll(List.of("sh", "-c", "echo; exec sleep 600"));
        Process process = new ProcessBuilder(words).start();
        process.getInputStream().read();
        return process;
    }
}
