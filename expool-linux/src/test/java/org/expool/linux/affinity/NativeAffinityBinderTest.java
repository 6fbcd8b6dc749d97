package org.expool.linux.affinity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.expool.linux.affinity.BinderFixture.allowed;
import static org.expool.linux.affinity.BinderFixture.on;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.expool.CpuPlacement;
import org.expool.CpuSet;
import org.expool.MemoryBinding;
import org.expool.linux.launch.PosixSpawnLauncher;
import org.expool.spi.LaunchStep;
import org.expool.spi.StartRefusedException;
import org.expool.testkit.LaunchRecorder.Exited;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeAffinityBinderTest {

    private final NativeAffinityBinder binder = new NativeAffinityBinder();

    @TempDir
    Path folder;

    @Test
    void aStickyBindingLastsUntilItIsRestored() throws Exception {
        int[] cpus = allowed().stream().toArray();
        List<String> seen = onItsOwnThread(masks -> {
            for (int cpu : new int[] {cpus[0], cpus[0], cpus[cpus.length - 1]}) {
                LaunchStep step = binder.bind(on(cpu)).onSpawnerThread();
                step.beforeSpawn();
                step.afterSpawn();
                masks.add(ownMask());
            }
            binder.bind(on(cpus[0])).onSpawnerThread().restore();
            masks.add(ownMask());
        });
        assertThat(seen)
                .containsExactly(
                        "" + cpus[0],
                        "" + cpus[0],
                        "" + cpus[cpus.length - 1],
                        allowed().toString());
    }

    @Test
    void aPerSpawnBindingIsUndoneAlsoAfterARefusal() throws Exception {
        List<String> seen = onItsOwnThread(masks -> {
            LaunchStep step = binder.bind(on(allowed().first()));
            step.beforeSpawn();
            masks.add(ownMask());
            step.afterSpawn();
            masks.add(ownMask());
            LaunchStep wrong = binder.bind(on(CpuSet.of(allowed().first(), 9999)));
            assertThatThrownBy(wrong::beforeSpawn)
                    .isInstanceOf(StartRefusedException.class)
                    .hasMessageContaining("9999");
            masks.add(ownMask());
        });
        assertThat(seen)
                .containsExactly(
                        "" + allowed().first(), allowed().toString(), allowed().toString());
    }

    @Test
    void memoryIsTakenFromTheNodesOfThePlacement() throws IOException, InterruptedException {
        assumeTrue(Files.exists(Path.of("/proc/self/numa_maps")), "this kernel has no NUMA policies");
        CpuSet node = CpuSet.of(0);
        Path out = folder.resolve("out");
        try (BinderFixture fixture = new BinderFixture(new PosixSpawnLauncher())) {
            for (MemoryBinding memory : MemoryBinding.values()) {
                CpuPlacement placement = new CpuPlacement(allowed(), node, memory);
                assertThat(fixture.run("head -n 1 /proc/self/numa_maps", out, binder.bind(placement)))
                        .isInstanceOf(Exited.class);
            }
            fixture.run("head -n 1 /proc/self/numa_maps", out);
        }
        assertThat(Files.readAllLines(out))
                .extracting(line -> line.split(" ")[1])
                .containsExactly("prefer:0", "bind:0", "default", "default");
    }

    @Test
    void anAbsentNodeIsRefusedOnlyIfBindingIsStrict() throws Exception {
        List<String> seen = onItsOwnThread(masks -> {
            CpuPlacement strict = new CpuPlacement(allowed(), CpuSet.of(900), MemoryBinding.BIND);
            assertThatThrownBy(binder.bind(strict)::beforeSpawn)
                    .isInstanceOf(StartRefusedException.class)
                    .hasMessageContaining("NUMA");
            CpuPlacement wish = new CpuPlacement(allowed(), CpuSet.of(900), MemoryBinding.PREFER);
            binder.bind(wish).beforeSpawn();
            masks.add(ownMask());
        });
        assertThat(seen).containsExactly(allowed().toString());
    }

    @Test
    void parsesPoliciesAsTheKernelPrintsThem() {
        CpuPlacement bind = new CpuPlacement(CpuSet.of(0), CpuSet.of(0, 1), MemoryBinding.BIND);
        assertThat(ReadBack.isAsPlaced("7f00 bind:0-1 file=/x mapped=1", bind)).isTrue();
        assertThat(ReadBack.isAsPlaced("7f00 bind:1 anon=1", bind)).isTrue();
        assertThat(ReadBack.isAsPlaced("7f00 bind=static:2 anon=1", bind)).isFalse();
        assertThat(ReadBack.isAsPlaced("7f00 default anon=1", bind)).isFalse();
        CpuPlacement prefer = new CpuPlacement(CpuSet.of(0), CpuSet.of(0, 1), MemoryBinding.PREFER);
        assertThat(ReadBack.isAsPlaced("7f00 prefer (many):0-1 anon=1", prefer)).isTrue();
        assertThat(ReadBack.isAsPlaced("7f00 bind:0 anon=1", prefer)).isFalse();
    }

    private interface Body {
        void run(List<String> masks) throws IOException;
    }

    private static List<String> onItsOwnThread(Body body) throws InterruptedException, ExecutionException {
        List<String> masks = new ArrayList<>();
        FutureTask<List<String>> task = new FutureTask<>(() -> {
            body.run(masks);
            return masks;
        });
        Thread thread = new Thread(task, "spawner");
        thread.start();
        thread.join();
        return task.get();
    }

    private static String ownMask() throws IOException {
        return ReadBack.cpus(Files.readString(Path.of("/proc/thread-self/status")))
                .orElseThrow()
                .toString();
    }
}
