package org.expool.tests.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.expool.tests.memory.ShellAllocator.MIB;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.expool.ExecPool;
import org.expool.Job;
import org.expool.JobBuilder;
import org.expool.JobHandle;
import org.expool.JobResult;
import org.expool.MemoryLimit;
import org.expool.MemoryRetry;
import org.expool.MemorySize;
import org.expool.Outcome;
import org.expool.Outcome.MemoryExceeded.Scope;
import org.expool.PoolBuilder;
import org.expool.Unfinished;
import org.expool.testkit.NoLeaks;
import org.expool.tests.process.Jobs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Jobs with their own memory limit, enforced by the kernel where possible, else by samples. */
@ExtendWith(NoLeaks.class)
class OwnLimitsTest {

    private static final MemorySize LIMIT = MemorySize.ofMiB(64);

    private static PoolBuilder pool() {
        return ExecPool.builder().workers(2).samplingInterval(Duration.ofMillis(100));
    }

    /** The best containment of this host, and one whose cells limit nothing. */
    @ParameterizedTest
    @ValueSource(strings = {"", "session"})
    void aJobThatUsesMoreIsTerminatedWithAllItHasStarted(String containment) throws InterruptedException {
        PoolBuilder builder = pool();
        if (!containment.isEmpty()) {
            builder.provider("Containment", containment);
        }
        try (ExecPool pool = builder.build()) {
            JobResult result = pool.run(
                    ShellAllocator.job("greedy", 300, 60).memoryLimit(LIMIT).build());
            assertThat(result.outcome()).isInstanceOfSatisfying(Outcome.MemoryExceeded.class, exceeded -> {
                assertThat(exceeded.scope()).isEqualTo(Scope.JOB);
                assertThat(exceeded.limit()).isEqualTo(LIMIT);
                assertThat(exceeded.reason()).contains("exceeded its memory limit of 64.0 MiB");
            });
            assertThat(result.wall()).isLessThan(Duration.ofSeconds(50));
        }
    }

    /** Lesson 13: it is enforced though the pool has none, and does not balance memory. */
    @Test
    void lesson13_aJobsLimitAppliesWithoutOneOfThePool() throws InterruptedException {
        try (ExecPool pool = pool().memoryLimit(MemoryLimit.off()).build()) {
            JobResult result = pool.run(
                    ShellAllocator.job("greedy", 300, 60).memoryLimit(LIMIT).build());
            assertThat(result.outcome()).isInstanceOf(Outcome.MemoryExceeded.class);
        }
    }

    @Test
    void whereTheKernelEnforcesItNoMoreIsEverTaken() throws InterruptedException {
        assumeTrue(canLimit(), "not run: no memory controller may be written here");
        try (ExecPool pool = pool().samplingInterval(Duration.ofHours(1)).build()) {
            Job job = Jobs.shell("greedy", ShellAllocator.takes(1000))
                    .memoryLimit(LIMIT)
                    .build();
            JobResult result = pool.run(job);
            assertThat(result.outcome())
                    .isInstanceOfSatisfying(
                            Outcome.MemoryExceeded.class,
                            exceeded -> assertThat(exceeded.byKernel()).isTrue());
            assertThat(result.usage().peakMemory().bytes()).isLessThan(72 * MIB);
            assertThat(pool.run(Jobs.shell("next", ShellAllocator.takes(200)).build())
                            .succeeded())
                    .as("the limit was that of one job")
                    .isTrue();
        }
    }

    /** Samples count pages once for each process that shares them; the kernel counts them once. */
    @Test
    void whereTheKernelEnforcesItManyMayShareOneMemory(@TempDir Path dir) throws InterruptedException {
        assumeTrue(canLimit(), "not run: no memory controller may be written here");
        Path sampled = dir.resolve("sampled");
        String sharing = "x=$(head -c 20M /dev/zero | tr '\\0' x); "
                + "for i in 1 2 3 4 5 6; do (" + ShellAllocator.waitsFor(sampled) + "; exit 0) & done; wait;"
                + " test ${#x} -gt 0";
        try (ExecPool pool = pool().build()) {
            JobHandle job = pool.submit(Jobs.shell("sharing", sharing)
                    .memoryLimit(MemorySize.ofMiB(100))
                    .build());
            Jobs.await(() -> pool.unfinished().stream()
                    .anyMatch(each -> each instanceof Unfinished.ActiveJob active
                            && active.memoryBytes() != null
                            && active.memoryBytes() > 100 * MIB));
            ShellAllocator.make(sampled);
            JobResult result = job.await();
            assertThat(result.outcome()).isEqualTo(new Outcome.Succeeded());
            assertThat(result.usage().peakMemory().bytes()).isGreaterThan(100 * MIB);
        }
    }

    private static boolean canLimit() {
        return Files.isWritable(Path.of("/sys/fs/cgroup/memory/memory.limit_in_bytes"))
                || Files.isWritable(Path.of("/sys/fs/cgroup/cgroup.subtree_control"));
    }

    @Test
    void aRetryMayHaveMoreUpToTheMost() throws InterruptedException {
        MemoryRetry retry = new MemoryRetry(2, MemorySize.ofMiB(200));
        try (ExecPool pool = pool().build()) {
            JobHandle enough = pool.submit(Jobs.shell("enough", ShellAllocator.takes(150))
                    .memoryLimit(LIMIT)
                    .memoryRetry(retry)
                    .build());
            JobHandle tooMuch = pool.submit(Jobs.shell("too much", ShellAllocator.takes(400))
                    .memoryLimit(LIMIT)
                    .memoryRetry(retry)
                    .build());
            JobResult grown = enough.await();
            assertThat(grown.outcome()).isEqualTo(new Outcome.Succeeded());
            assertThat(grown.starts()).isEqualTo(3);
            assertThat(grown.earlier())
                    .allSatisfy(attempt -> assertThat(attempt.outcome()).isInstanceOf(Outcome.MemoryExceeded.class));
            assertThat(grown.memory().reasons()).hasSize(2).allMatch(reason -> reason.contains("with a limit of"));
            JobResult failed = tooMuch.await();
            assertThat(failed.starts()).isEqualTo(3);
            assertThat(failed.outcome())
                    .isInstanceOfSatisfying(
                            Outcome.MemoryExceeded.class,
                            exceeded -> assertThat(exceeded.limit()).isEqualTo(MemorySize.ofMiB(200)));
            assertThat(pool.join(Jobs.TIMEOUT)).isTrue();
            assertThat(pool.summary().memory().ended())
                    .as("attempts that were repeated")
                    .isEqualTo(4);
        }
    }

    @Test
    void heavierOnesOfItsCategoryAreChainedAndOthersAreNot() throws InterruptedException {
        try (ExecPool pool = pool().workers(1).build()) {
            JobHandle violator =
                    pool.submit(related("violator", 5).memoryLimit(LIMIT).build());
            List<JobHandle> others = pool.submitAll(List.of(
                    related("heavier", 6).build(),
                    Jobs.shell("lighter", "exit 0").category("c").size(4).build(),
                    Jobs.shell("stranger", "exit 0").category("other").size(9).build()));
            assertThat(violator.await().outcome()).isInstanceOf(Outcome.MemoryExceeded.class);
            assertThat(others.get(0).await().outcome())
                    .isInstanceOfSatisfying(
                            Outcome.Chained.class,
                            chained -> assertThat(chained.cause()).isEqualTo(Outcome.Chained.Cause.MEMORY));
            assertThat(others.get(1).await().succeeded()).isTrue();
            assertThat(others.get(2).await().succeeded()).isTrue();
        }
    }

    private static JobBuilder related(String name, double size) {
        return Jobs.shell(name, ShellAllocator.takes(300))
                .priority(1)
                .category("c")
                .size(size);
    }
}
