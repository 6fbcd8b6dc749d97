package org.expool.tests.emulated;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.expool.Affinity;
import org.expool.CpuDemand;
import org.expool.CpuSet;
import org.expool.ExecPool;
import org.expool.JobAttempt;
import org.expool.JobBuilder;
import org.expool.JobHandle;
import org.expool.JobResult;
import org.expool.MemoryBinding;
import org.expool.Output;
import org.expool.PoolBuilder;
import org.expool.PoolListener;
import org.expool.Retry;
import org.expool.testkit.NoLeaks;
import org.expool.tests.process.Jobs;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Where jobs run and where their memory is, as the jobs report it: 2 nodes of 2 cores of 2 threads, CPUs 0-3 and 4-7.
 */
@Tag("emulated")
@ExtendWith(NoLeaks.class)
class AffinityTest {

    private static final String MASK = "sed -n 's/Cpus_allowed_list:[[:space:]]*//p' /proc/self/status";
    private static final String FILL = "x=$(head -c 1M /dev/zero | tr '\\0' x); cat /proc/$$/numa_maps; exit 0";

    @TempDir
    Path dir;

    private static PoolBuilder pool(String binder, int workers) {
        return ExecPool.builder().provider("AffinityBinder", binder).workers(workers);
    }

    private static JobBuilder job(String name, String script) {
        return Jobs.shell(name, script).stdout(Output.capture());
    }

    private JobBuilder waiting(String name) {
        return job(name, MASK + "; touch " + name + "; until [ -e go ]; do sleep 0.1; done")
                .workdir(dir);
    }

    private void release(String... names) throws Exception {
        for (String name : names) {
            Jobs.await(() -> Files.exists(dir.resolve(name)));
        }
        Files.createFile(dir.resolve("go"));
    }

    private static String own(JobHandle handle) throws InterruptedException {
        JobResult result = handle.await();
        assertThat(Jobs.text(result.stdout())).isEqualTo(result.cpus() + "\n");
        return result.cpus().toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"native", "taskset"})
    void workersHaveCoresOfBothNodesInTurn(String binder) throws Exception {
        try (ExecPool pool = pool(binder, 4).affinity(Affinity.auto()).build()) {
            List<JobHandle> jobs = Stream.of("a", "b", "c", "d")
                    .map(name -> pool.submit(waiting(name).build()))
                    .toList();
            release("a", "b", "c", "d");
            assertThat(own(jobs.get(0))).isEqualTo("0-1");
            assertThat(own(jobs.get(1))).isEqualTo("4-5");
            assertThat(own(jobs.get(2))).isEqualTo("2-3");
            assertThat(own(jobs.get(3))).isEqualTo("6-7");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"native", "taskset"})
    void jobsOfDifferentDemandsRunSideBySide(String binder) throws Exception {
        try (ExecPool pool = pool(binder, 4).build()) {
            JobHandle node = pool.submit(
                    waiting("node").cpus(CpuDemand.whole(CpuDemand.Level.NODE)).build());
            JobHandle core =
                    pool.submit(waiting("core").cpus(CpuDemand.cores(1)).build());
            JobHandle thread =
                    pool.submit(waiting("thread").cpus(CpuDemand.threads(1)).build());
            JobHandle wide =
                    pool.submit(job("wide", MASK).cpus(CpuDemand.cores(2)).build());
            release("node", "core", "thread");
            assertThat(own(node)).isEqualTo("0-3");
            assertThat(own(core)).isEqualTo("4-5");
            assertThat(own(thread)).isEqualTo("6");
            assertThat(own(wide)).isIn("0-3", "4-7");
        }
    }

    @Test
    void aWorkersMemoryIsOfItsNode() throws Exception {
        for (MemoryBinding binding : MemoryBinding.values()) {
            try (ExecPool pool = pool("native", 2)
                    .affinity(Affinity.each(Affinity.Unit.NODE))
                    .memoryBinding(binding)
                    .build()) {
                for (JobHandle handle : List.of(
                        pool.submit(job("first", FILL).build()),
                        pool.submit(job("second", FILL).build()))) {
                    JobResult result = handle.await();
                    String maps = Jobs.text(result.stdout());
                    int node = result.cpus().equals(CpuSet.parse("0-3")) ? 0 : 1;
                    assertThat(maps).as(binding.toString()).contains(policy(binding, node));
                    assertThat(anonymousPages(maps, node)).as(maps).isGreaterThan(256);
                    assertThat(anonymousPages(maps, 1 - node)).as(maps).isZero();
                }
            }
        }
    }

    /** As /proc/PID/numa_maps writes it; see numa_maps(7). */
    private static String policy(MemoryBinding binding, int node) {
        return switch (binding) {
            case PREFER -> " prefer";
            case BIND -> " bind:" + node;
            case NONE -> " default ";
        };
    }

    private static long anonymousPages(String maps, int node) {
        Pattern pages = Pattern.compile(" N" + node + "=(\\d+)");
        return maps.lines()
                .filter(line -> line.contains("anon="))
                .mapToLong(line -> {
                    Matcher found = pages.matcher(line);
                    return found.find() ? Long.parseLong(found.group(1)) : 0;
                })
                .sum();
    }

    /** The first attempt ran on the first node, which another job has when the second attempt starts. */
    @Test
    void anAttemptOnAnotherNodeShowsNoTraceOfTheFirst() throws Exception {
        String script = MASK + "; test -e once || { touch once; exit 1; }; " + FILL;
        CountDownLatch between = new CountDownLatch(1);
        try (ExecPool pool = pool("native", 2)
                .affinity(Affinity.each(Affinity.Unit.NODE))
                .memoryBinding(MemoryBinding.BIND)
                .listener(new PoolListener() {
                    @Override
                    public void attemptEnded(JobAttempt attempt) {
                        between.countDown();
                    }
                })
                .build()) {
            JobHandle twice = pool.submit(job("twice", script)
                    .workdir(dir)
                    .retry(Retry.times(2).backoff(Duration.ofSeconds(5)).jitter(0))
                    .build());
            between.await();
            JobHandle other = pool.submit(waiting("other").build());
            JobResult result = twice.await();
            release("other");
            assertThat(Jobs.text(result.earlier().get(0).stdout())).isEqualTo("0-3\n");
            assertThat(own(other)).isEqualTo("0-3");
            assertThat(result.cpus()).hasToString("4-7");
            assertThat(Jobs.text(result.stdout()))
                    .startsWith("4-7\n")
                    .contains(" bind:1")
                    .doesNotContain("bind:0");
        }
    }
}
