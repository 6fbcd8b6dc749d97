package org.expool.tests.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.expool.tests.memory.ShellAllocator.make;
import static org.expool.tests.memory.ShellAllocator.waitsFor;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.expool.ExecPool;
import org.expool.JobBuilder;
import org.expool.JobHandle;
import org.expool.JobResult;
import org.expool.MemoryKind;
import org.expool.MemorySize;
import org.expool.Outcome;
import org.expool.PoolBuilder;
import org.expool.Unfinished;
import org.expool.testkit.NoLeaks;
import org.expool.tests.process.Jobs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Rows 4, 5, 6 and 8 of PyExPool's tests with real processes. Amounts of memory are four times those of PyExPool, as
 * this JVM, which counts, is larger than Python and grows.
 */
@ExtendWith(NoLeaks.class)
class PyExPoolRowsTest {

    private static final Map<String, Integer> LATER = Map.of("later", 1);

    private final Map<String, Integer> starts = new ConcurrentHashMap<>();
    private final Map<String, Integer> dones = new ConcurrentHashMap<>();
    private final Map<String, JobHandle> handles = new LinkedHashMap<>();

    private static PoolBuilder pool(int workers, int mebibytesForJobs) {
        return ExecPool.builder()
                .workers(workers)
                .grace(Duration.ofMillis(600))
                .samplingInterval(Duration.ofMillis(200))
                .memoryLimit(ShellAllocator.limitForJobs(mebibytesForJobs));
    }

    private void add(ExecPool pool, JobBuilder builder) {
        String name = builder.build().name();
        handles.put(
                name,
                pool.submit(builder.onStart(start -> starts.merge(name, 1, Integer::sum))
                        .onDone(done -> dones.merge(name, 1, Integer::sum))
                        .build()));
    }

    private JobResult result(String name) {
        return handles.get(name).result().orElseThrow();
    }

    private void assertComplete(String name, Duration least) {
        assertThat(result(name).outcome()).as(name).isEqualTo(new Outcome.Succeeded());
        assertThat(result(name).wall()).as(name).isGreaterThanOrEqualTo(least);
    }

    /**
     * Here jmv2 exceeds its own limit before jmv begins: otherwise how far they get beside one another, and whether
     * they are frozen for a while, would depend on the time of a sample. And not before a sample has shown that its
     * relatives use little, as otherwise their sizes make them heavier. The jobs that must be chained before they start
     * need a resource that jmv has.
     */
    @Test
    void row04_jobMemlimSimple(@TempDir Path dir) throws InterruptedException {
        Duration worktime = Duration.ofSeconds(2);
        Path seen = dir.resolve("relatives-are-seen");
        Path gone = dir.resolve("jmv2-is-gone");
        String crash = waitsFor(gone) + "; ulimit -v 300000; " + ShellAllocator.takes(2000);
        try (ExecPool pool = pool(7, 800).resource("later", 1).build()) {
            add(pool, Jobs.shell("jmsDb", "sleep 2").category("cat1").size(9));
            add(pool, Jobs.shell("jmb", crash).category("cat1").size(9).priority(1));
            add(
                    pool,
                    Jobs.shell("jmv", waitsFor(gone) + "; " + ShellAllocator.script(1600, 60))
                            .category("cat2")
                            .size(5)
                            .priority(1)
                            .resources(LATER));
            add(
                    pool,
                    Jobs.shell("jmv2", waitsFor(seen) + "; " + ShellAllocator.script(800, 60))
                            .category("cat2")
                            .size(2.5)
                            .priority(1)
                            .memoryLimit(MemorySize.ofMiB(200)));
            handles.get("jmv2").completion().thenRun(() -> make(gone));
            add(
                    pool,
                    Jobs.shell("jmsDvs", waitsFor(gone) + "; sleep 2")
                            .category("cat2")
                            .size(4)
                            .priority(1));
            add(pool, Jobs.shell("jms1", "sleep 2").category("cat3").size(7));
            add(pool, Jobs.shell("jms2", "sleep 2").size(7));
            Map.of("jmsDvl1", 5, "jmsDvl2", 10)
                    .forEach((name, size) -> add(
                            pool,
                            Jobs.shell(name, "sleep 2")
                                    .resources(LATER)
                                    .category("cat2")
                                    .size(size)
                                    .priority(-1)));
            Jobs.await(() -> isSeen(pool, "jmv") && isSeen(pool, "jmsDvs"));
            make(seen);
            assertThat(pool.join(Jobs.TIMEOUT)).isTrue();
        }
        assertComplete("jmsDb", worktime);
        assertThat(result("jmb").outcome()).as("its own crash").isInstanceOf(Outcome.Failed.class);
        assertThat(result("jmv2").outcome()).isInstanceOf(Outcome.MemoryExceeded.class);
        assertThat(result("jmv").outcome()).isInstanceOf(Outcome.MemoryExceeded.class);
        assertComplete("jmsDvs", worktime);
        assertComplete("jms1", worktime);
        assertComplete("jms2", worktime);
        for (String heavier : List.of("jmsDvl1", "jmsDvl2")) {
            assertThat(result(heavier).outcome()).as(heavier).isInstanceOf(Outcome.Chained.class);
            assertThat(result(heavier).startedAt()).as(heavier).isNull();
        }
    }

    private static boolean isSeen(ExecPool pool, String name) {
        return pool.unfinished().stream()
                .filter(each -> each.name().equals(name))
                .map(each -> ((Unfinished.ActiveJob) each).memoryBytes())
                .anyMatch(bytes -> bytes != null && bytes > 0);
    }

    @Test
    void row05_jobMemlimGroupSimple() throws InterruptedException {
        Duration worktime = Duration.ofSeconds(2);
        try (ExecPool pool = pool(6, 600).build()) {
            add(pool, ShellAllocator.job("jgms1", 100, 2));
            add(pool, ShellAllocator.job("jgms2", 100, 2));
            add(pool, ShellAllocator.job("jgms3", 124, 2));
            add(pool, ShellAllocator.job("jgmsp1", 84, 2));
            // Its clock stops while it is frozen for memory, and what it waits for goes on.
            add(pool, ShellAllocator.job("jgmsp2", 100, 60).timeout(Duration.ofSeconds(1)));
            JobHandle refused = pool.submit(ShellAllocator.job("jgmtse", 200, 2)
                    .onStart(start -> {
                        throw new IllegalStateException("thrown by a test");
                    })
                    .build());
            assertThat(pool.join(Jobs.TIMEOUT)).isTrue();
            assertThat(refused.await().outcome()).isInstanceOf(Outcome.NotStarted.class);
        }
        for (String name : List.of("jgms1", "jgms2", "jgms3", "jgmsp1")) {
            assertComplete(name, worktime);
        }
        assertThat(result("jgmsp2").outcome()).isInstanceOf(Outcome.TimedOut.class);
        assertThat(result("jgmsp2").wall()).isLessThan(Duration.ofSeconds(60));
        assertThat(starts).containsEntry("jgms1", 1).containsEntry("jgms3", 1);
        assertThat(dones).containsEntry("jgms3", 1).doesNotContainKey("jgmsp2");
    }

    /** PyExPool reschedules jgms3; here it may also wait or be frozen, and completes once. */
    @Test
    void row06_jobMemlimGroupChained() throws InterruptedException {
        try (ExecPool pool = pool(6, 600).build()) {
            add(pool, ShellAllocator.job("jgms1", 100, 2));
            add(pool, ShellAllocator.job("jgms2", 100, 0.7));
            add(pool, ShellAllocator.job("jgms3", 170, 2).category("cat_sa"));
            add(
                    pool,
                    ShellAllocator.job("jgmsp1", 120, 2.5).category("cat_toch").size(6));
            add(
                    pool,
                    ShellAllocator.job("jgmsp2", 80, 20)
                            .category("cat_toch")
                            .size(4)
                            .timeout(Duration.ofSeconds(1)));
            add(pool, ShellAllocator.job("jgmsp3", 100, 2));
            assertThat(pool.join(Jobs.TIMEOUT)).isTrue();
        }
        assertComplete("jgms1", Duration.ofSeconds(2));
        assertComplete("jgms2", Duration.ofMillis(700));
        assertComplete("jgms3", Duration.ofSeconds(2));
        assertComplete("jgmsp3", Duration.ofSeconds(2));
        assertThat(result("jgmsp2").outcome()).isInstanceOf(Outcome.TimedOut.class);
        assertThat(result("jgmsp1").outcome())
                .as(
                        "heavier than one that ran out of time, unless it ended before: time of standing still does not count")
                .isInstanceOfAny(Outcome.Chained.class, Outcome.Succeeded.class);
        assertThat(starts.get("jgms3")).isBetween(1, 3);
        assertThat(dones).containsEntry("jgms3", 1).doesNotContainKey("jgmsp2");
    }

    /** A parent of more than 20 MiB with a child of 70 MiB. */
    @Test
    void row08_jobMem(@TempDir Path dir) throws InterruptedException {
        Path measured = dir.resolve("all-are-measured");
        String tree = "x=$(head -c 20M /dev/zero | tr '\\0' x); " + ShellAllocator.script(70, measured) + "; : $x";
        Map<String, Long> seen = new HashMap<>();
        try (ExecPool pool = pool(3, 2000).build()) {
            for (MemoryKind kind : MemoryKind.values()) {
                add(pool, Jobs.shell(kind.name(), tree).memoryKind(kind));
            }
            Jobs.await(() -> {
                for (Unfinished each : pool.unfinished()) {
                    Long bytes = ((Unfinished.ActiveJob) each).memoryBytes();
                    seen.merge(each.name(), bytes == null ? 0 : bytes, Math::max);
                }
                return seen.getOrDefault("TREE", 0L) > 110 * ShellAllocator.MIB
                        && seen.getOrDefault("HEAVIEST_OF_TREE", 0L) > 70 * ShellAllocator.MIB
                        && seen.getOrDefault("PROCESS", 0L) > 20 * ShellAllocator.MIB;
            });
            make(measured);
            assertThat(seen.get("PROCESS")).isLessThan(seen.get("HEAVIEST_OF_TREE"));
            assertThat(seen.get("HEAVIEST_OF_TREE")).isLessThan(seen.get("TREE"));
            assertThat(pool.join(Jobs.TIMEOUT)).isTrue();
            assertThat(pool.failures()).isEmpty();
        }
    }
}
