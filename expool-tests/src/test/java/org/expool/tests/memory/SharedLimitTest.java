package org.expool.tests.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.expool.tests.memory.ShellAllocator.MIB;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.expool.Command;
import org.expool.ExecPool;
import org.expool.Job;
import org.expool.JobHandle;
import org.expool.JobResult;
import org.expool.JobStart;
import org.expool.MemoryAction;
import org.expool.MemorySize;
import org.expool.Outcome;
import org.expool.Outcome.MemoryExceeded.Scope;
import org.expool.Output;
import org.expool.PoolBuilder;
import org.expool.PoolListener;
import org.expool.PoolSummary;
import org.expool.Unfinished;
import org.expool.event.MemoryBasis;
import org.expool.testkit.NoLeaks;
import org.expool.tests.process.Jobs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Jobs that share the memory of a pool. */
@ExtendWith(NoLeaks.class)
class SharedLimitTest {

    private final List<MemoryAction> actions = new CopyOnWriteArrayList<>();
    private final List<JobStart> starts = new CopyOnWriteArrayList<>();

    @TempDir
    Path folder;

    private PoolBuilder pool(int workers) {
        return ExecPool.builder()
                .workers(workers)
                .samplingInterval(Duration.ofMillis(200))
                .listener(new PoolListener() {
                    @Override
                    public void memoryChanged(MemoryAction action) {
                        actions.add(action);
                    }

                    @Override
                    public void started(JobStart start) {
                        starts.add(start);
                    }
                });
    }

    @Test
    void oneThatAloneExceedsThePoolsLimitIsEnded() throws InterruptedException {
        try (ExecPool pool =
                pool(2).memoryLimit(ShellAllocator.limitForJobs(200)).build()) {
            JobResult result = pool.run(ShellAllocator.job("greedy", 900, 60).build());
            assertThat(result.outcome())
                    .isInstanceOfSatisfying(
                            Outcome.MemoryExceeded.class,
                            exceeded -> assertThat(exceeded.scope()).isEqualTo(Scope.POOL));
            assertThat(result.starts()).isEqualTo(1);
        }
    }

    /** Of a category with declared memory, as many jobs run as fit, and none is frozen or terminated. */
    @Test
    void whatIsDeclaredIsNeverOvercommitted() throws InterruptedException {
        try (ExecPool pool =
                pool(4).memoryLimit(ShellAllocator.limitForJobs(330)).build()) {
            List<JobHandle> handles = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                handles.add(pool.submit(ShellAllocator.job("allocates " + i, 120, 0.7)
                        .memory(MemorySize.ofMiB(140))
                        .memoryFixed(true)
                        .build()));
            }
            assertThat(pool.join(Jobs.TIMEOUT)).isTrue();
            PoolSummary summary = pool.summary();
            assertThat(summary.count(Outcome.Kind.SUCCEEDED)).isEqualTo(6);
            assertThat(summary.peakWorkers()).isEqualTo(2);
            assertThat(summary.memory().ended()).isZero();
            assertThat(summary.memory().measuredByteSeconds()).isPositive();
            assertThat(summary.memory().promisedByteSeconds()).isGreaterThan(6 * 0.7 * 120 * MIB);
            for (JobHandle handle : handles) {
                assertThat(handle.await().memory().promised()).isEqualTo(MemorySize.ofMiB(140));
                assertThat(handle.await().memory().basis()).contains("declared");
            }
            assertThat(starts).hasSize(6).extracting(JobStart::memory).allSatisfy(memory -> {
                assertThat(memory.expected()).isEqualTo(MemorySize.ofMiB(140));
                assertThat(memory.promised()).isEqualTo(MemorySize.ofMiB(140));
                assertThat(memory.basis())
                        .isInstanceOfSatisfying(
                                MemoryBasis.Declared.class,
                                basis -> assertThat(basis.fixed()).isTrue());
            });
        }
    }

    /** Nothing is known of them, so too many start; some are frozen or terminated to free memory, and all complete. */
    @Test
    void thoseThatTakeTooMuchTogetherGiveWayAndCompleteLater() throws InterruptedException {
        try (ExecPool pool =
                pool(4).memoryLimit(ShellAllocator.limitForJobs(400)).build()) {
            allocateTogether(pool, 150);
            assertThat(pool.join(Jobs.TIMEOUT)).isTrue();
            assertThat(pool.failures()).isEmpty();
        }
        assertThat(actions).as("two fit, four started").isNotEmpty();
        assertThat(actions)
                .filteredOn(action -> action.step() != MemoryAction.Step.THAWED)
                .allSatisfy(action -> assertThat(action.reason()).contains("iB"));
    }

    /**
     * Four jobs allocate at once what two may have, which is noticed without a sample. {@code ./bench memory} shows
     * that this is before the kernel's own limit, an eighth above, is reached: that needs an idle host.
     */
    @Test
    void jobsThatTakeMuchAtOnceAreFrozenOrTerminatedWithoutSampling() throws InterruptedException {
        try (ExecPool pool = pool(4).samplingInterval(Duration.ofHours(1))
                .memoryLimit(ShellAllocator.limitForJobs(600))
                .build()) {
            allocateTogether(pool, 250);
            assertThat(pool.join(Jobs.TIMEOUT)).isTrue();
            assertThat(pool.failures()).isEmpty();
        }
        assertThat(actions).as("two fit, four started").isNotEmpty();
    }

    /** Runs four jobs that allocate as much each when all have started, and hold it until the pool has acted. */
    private void allocateTogether(ExecPool pool, int mebibytes) {
        Path started = folder.resolve("all-have-started");
        Path acted = folder.resolve("the-pool-has-acted");
        String script = ShellAllocator.waitsFor(started) + "; " + ShellAllocator.script(mebibytes, acted);
        for (int i = 0; i < 4; i++) {
            pool.submit(Jobs.shell("job " + i, script).build());
        }
        Jobs.await(() -> starts.size() == 4);
        ShellAllocator.make(started);
        Jobs.await(() -> !actions.isEmpty());
        ShellAllocator.make(acted);
    }

    /** Lesson 12. */
    @Test
    void lesson12_whatIsReservedAndNotTouchedCountsForNothing() throws InterruptedException {
        Command reserves = Command.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms16m",
                "-Xmx64g",
                "-XX:+UseSerialGC",
                "-cp",
                SleepsAWhile.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .getPath(),
                SleepsAWhile.class.getName());
        try (ExecPool pool =
                pool(2).memoryLimit(ShellAllocator.limitForJobs(600)).build()) {
            JobResult result = pool.run(Job.builder("reserves", reserves)
                    .memoryLimit(MemorySize.ofMiB(500))
                    .stderr(Output.discard())
                    .build());
            assertThat(result.outcome()).isEqualTo(new Outcome.Succeeded());
        }
        assertThat(actions).isEmpty();
    }

    /** Lesson 11: the host is short of memory because of another process, which costs no job. */
    @Test
    void lesson11_aForeignHogCostsNoJobOfOurs() throws Exception {
        long available = Files.readAllLines(Path.of("/proc/meminfo")).stream()
                .filter(line -> line.startsWith("MemAvailable:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                .sum();
        MemorySize reserve = MemorySize.ofBytes(Math.max(0, available - 1200 * MIB));
        Process hog = null;
        try (ExecPool pool = pool(3).reserve(reserve).build()) {
            List<JobHandle> jobs = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                jobs.add(pool.submit(ShellAllocator.job("own " + i, 60, 4).build()));
            }
            Jobs.await(() -> pool.unfinished().stream()
                    .allMatch(each -> each instanceof Unfinished.ActiveJob job && job.memoryBytes() != null));
            hog = new ProcessBuilder("sh", "-c", ShellAllocator.script(2000, 5)).start();
            for (JobHandle job : jobs) {
                JobResult result = job.await();
                assertThat(result.outcome()).isEqualTo(new Outcome.Succeeded());
                assertThat(result.starts()).isEqualTo(1);
            }
        } finally {
            if (hog != null) {
                hog.descendants().forEach(ProcessHandle::destroyForcibly);
                hog.destroyForcibly().waitFor();
            }
        }
        assertThat(actions).extracting(MemoryAction::step).doesNotContain(MemoryAction.Step.POSTPONED);
    }

    @Test
    void whatJobsTookIsKnownToTheNextPool() throws InterruptedException {
        Path history = folder.resolve("runs/history");
        try (ExecPool pool = pool(1).history(history).build()) {
            assertThat(pool.run(ShellAllocator.job("first", 100, 0.5)
                                    .category("allocates")
                                    .build())
                            .succeeded())
                    .isTrue();
        }
        assertThat(history).isRegularFile();
        try (ExecPool pool = pool(1).history(history).build()) {
            JobResult second = pool.run(
                    ShellAllocator.job("second", 100, 0.5).category("allocates").build());
            assertThat(second.memory().basis()).contains("largest of 1 run");
            assertThat(second.memory().expected().bytes()).isBetween(100 * MIB, 200 * MIB);
        }
    }
}
