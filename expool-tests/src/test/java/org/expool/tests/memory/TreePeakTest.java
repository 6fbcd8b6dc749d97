package org.expool.tests.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.expool.tests.memory.ShellAllocator.MIB;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.expool.ExecPool;
import org.expool.JobBuilder;
import org.expool.JobResult;
import org.expool.MemorySize;
import org.expool.PeakMemory;
import org.expool.PoolBuilder;
import org.expool.linux.containment.CgroupV1Containment;
import org.expool.spi.Availability;
import org.expool.testkit.NoLeaks;
import org.expool.tests.process.Jobs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The peak of a job is that of all its processes, as the control group counts it, without a sample. */
@ExtendWith(NoLeaks.class)
class TreePeakTest {

    private static final Path CONTROLLER = Path.of("/sys/fs/cgroup/memory/memory.max_usage_in_bytes");

    private static PoolBuilder pool() {
        assumeTrue(
                new CgroupV1Containment().availability() == Availability.available()
                        && CONTROLLER.toFile().canWrite(),
                "not run: no writable memory controller of cgroup v1 here");
        return ExecPool.builder()
                .workers(1)
                // Far from any limit nothing is sampled for many seconds.
                .memoryLimit(MemorySize.ofGiB(64))
                .samplingInterval(Duration.ofSeconds(60))
                .provider("Containment", "cgroup-v1");
    }

    @Test
    void thatOfFiveProcessesIsTheirSumAndIsExpectedOfTheNext() throws InterruptedException {
        try (ExecPool pool = pool().build()) {
            for (int i = 0; i < 3; i++) {
                PeakMemory peak = run(pool, FiveTogether.job("five " + i).category("five"))
                        .usage()
                        .peakMemory();
                // A sample on the kernel's pressure event may show more, as it counts shared pages for each process.
                assertThat(peak.source()).isIn(PeakMemory.Source.CGROUP, PeakMemory.Source.SAMPLED);
                assertThat(peak.bytes()).isBetween(FiveTogether.BYTES, FiveTogether.BYTES + 100 * MIB);
            }
            JobResult next = run(pool, Jobs.shell("next", "exit 0").category("five"));
            assertThat(next.memory().expected().bytes()).isGreaterThan(FiveTogether.BYTES * 9 / 10);
        }
    }

    @Test
    void aSmallJobIsNeverToldAsNothingAndItsCategoryIsLearned() throws InterruptedException {
        try (ExecPool pool = pool().build()) {
            List<JobBuilder> jobs = List.of(tiny("a"), tiny("b"), tiny("c"), tiny("d"));
            JobResult last = null;
            for (JobBuilder job : jobs) {
                last = run(pool, job);
                assertThat(last.usage().peakMemory().source()).isEqualTo(PeakMemory.Source.CGROUP);
                assertThat(last.usage().peakMemory().bytes())
                        .isBetween(64L * 4096 * Runtime.getRuntime().availableProcessors(), 64 * MIB);
            }
            assertThat(last.memory().basis()).contains("3");
        }
    }

    private static JobBuilder tiny(String name) {
        return Jobs.shell(name, "exit 0").category("tiny");
    }

    private static JobResult run(ExecPool pool, JobBuilder job) throws InterruptedException {
        JobResult result = pool.run(job.build());
        assertThat(result.succeeded()).as(String.valueOf(result.outcome())).isTrue();
        return result;
    }
}
