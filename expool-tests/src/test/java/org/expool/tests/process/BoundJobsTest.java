package org.expool.tests.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.expool.Affinity;
import org.expool.CpuDemand;
import org.expool.CpuSet;
import org.expool.CpuTopology;
import org.expool.Environment;
import org.expool.ExecPool;
import org.expool.InvalidSettingsException;
import org.expool.JobBuilder;
import org.expool.JobHandle;
import org.expool.JobResult;
import org.expool.JobStart;
import org.expool.Output;
import org.expool.PoolBuilder;
import org.expool.PoolListener;
import org.expool.Retry;
import org.expool.spi.AffinityBinder;
import org.expool.spi.Availability;
import org.expool.spi.Provider;
import org.expool.spi.TopologyProvider;
import org.expool.testkit.NoLeaks;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Jobs run on the CPUs that results name, as the jobs report it, with every binder of this host. */
@ExtendWith(NoLeaks.class)
class BoundJobsTest {

    private static final String OWN = "sed -n 's/Cpus_allowed_list:[[:space:]]*//p' /proc/self/status;"
            + " echo ${EXPOOL_CPUS-any} ${OMP_NUM_THREADS-any}";

    private static Stream<String> binders() {
        return available(AffinityBinder.class).map(Provider::name);
    }

    private static <P extends Provider> Stream<P> available(Class<P> ability) {
        return ServiceLoader.load(ability).stream()
                .map(ServiceLoader.Provider::get)
                .filter(provider -> provider.availability() instanceof Availability.Available);
    }

    private static CpuTopology topology() {
        return available(TopologyProvider.class)
                .filter(provider -> provider.name().equals("sysfs"))
                .findFirst()
                .orElseThrow()
                .topology();
    }

    private static PoolBuilder pool(String binder, int workers) {
        assumeTrue(topology().allowedCpus().size() >= workers, "each worker needs its own CPU");
        return ExecPool.builder().provider("AffinityBinder", binder).workers(workers);
    }

    private static JobBuilder job(String name) {
        return Jobs.shell(name, OWN).stdout(Output.capture());
    }

    private static void assertWhereItSays(JobResult result) {
        assertThat(result.succeeded()).as(result.outcome().reason()).isTrue();
        assertThat(Jobs.text(result.stdout()))
                .isEqualTo(result.cpus() + "\n" + result.cpus() + " "
                        + result.cpus().size() + "\n");
    }

    @ParameterizedTest
    @MethodSource("binders")
    void workersRunOnTheirShares(String binder) throws InterruptedException {
        Map<Long, JobStart> starts = new ConcurrentHashMap<>();
        PoolListener listener = new PoolListener() {
            @Override
            public void started(JobStart start) {
                starts.put(start.id(), start);
            }
        };
        try (ExecPool pool =
                pool(binder, 2).affinity(Affinity.auto()).listener(listener).build()) {
            List<JobHandle> handles = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                handles.add(pool.submit(job("bound " + i).build()));
            }
            CpuSet used = CpuSet.empty();
            for (JobHandle handle : handles) {
                assertWhereItSays(handle.await());
                used = used.union(handle.await().cpus());
                JobStart start = starts.get(handle.await().id());
                assertThat(start.cpus()).isEqualTo(handle.await().cpus());
                assertThat(start.slot()).isBetween(0, 1);
            }
            assertThat(topology().allowedCpus().containsAll(used)).isTrue();
            JobResult free = pool.run(job("free").omitAffinity(true).build());
            assertThat(free.cpus()).isNull();
            assertThat(starts.get(free.id()).cpus()).isNull();
            assertThat(Jobs.text(free.stdout())).isEqualTo(topology().allowedCpus() + "\nany any\n");
        }
    }

    @ParameterizedTest
    @MethodSource("binders")
    void jobsGetWhatTheyAskForInAPoolThatBindsNoWorker(String binder) throws InterruptedException {
        try (ExecPool pool = pool(binder, 2).build()) {
            JobHandle first =
                    pool.submit(job("thread").cpus(CpuDemand.threads(1)).build());
            JobHandle second = pool.submit(job("core").cpus(CpuDemand.cores(1)).build());
            JobHandle node = pool.submit(
                    job("node").cpus(CpuDemand.whole(CpuDemand.Level.NODE)).build());
            JobHandle other = pool.submit(job("other").build());
            assertWhereItSays(first.await());
            assertThat(first.await().cpus().size()).isEqualTo(1);
            assertWhereItSays(second.await());
            assertWhereItSays(node.await());
            assertThat(other.await().cpus()).isNull();
            assertThatThrownBy(() -> pool.submit(
                            job("all").cpus(CpuDemand.threads(1_000_000)).build()))
                    .isInstanceOf(InvalidSettingsException.class)
                    .hasMessageContaining("'all'")
                    .hasMessageContaining("1000000 CPUs")
                    .hasMessageContaining("ask for at most");
        }
    }

    @ParameterizedTest
    @MethodSource("binders")
    void whatTheJobSaysItselfIsLeftAlone(String binder) throws InterruptedException {
        try (ExecPool pool = pool(binder, 1).affinity(Affinity.cores(1)).build()) {
            JobResult result = pool.run(job("own")
                    .environment(Environment.adding(Map.of("OMP_NUM_THREADS", "7")))
                    .build());
            assertThat(Jobs.text(result.stdout())).isEqualTo(result.cpus() + "\n" + result.cpus() + " 7\n");
        }
    }

    /** By the time of the second attempt another job has the slot of the first. */
    @ParameterizedTest
    @MethodSource("binders")
    void anAttemptOnAnotherSlotShowsNoTraceOfTheFirst(String binder, @TempDir Path dir) throws InterruptedException {
        try (ExecPool pool = pool(binder, 2).affinity(Affinity.auto()).build()) {
            JobHandle twice = pool.submit(Jobs.shell("twice", OWN + "; exit 1")
                    .stdout(Output.capture())
                    .retry(Retry.times(2).backoff(Duration.ofMillis(200)).jitter(0))
                    .build());
            List<JobHandle> others = Stream.of("a", "b")
                    .map(name -> pool.submit(Jobs.shell(name, "touch " + name + "; exec sleep 600")
                            .workdir(dir)
                            .build()))
                    .toList();
            Jobs.await(() -> Files.exists(dir.resolve("a")) && Files.exists(dir.resolve("b")));
            others.get(0).cancel();
            others.get(0).await();
            JobResult result = twice.await();
            others.get(1).cancel();
            String last = Jobs.text(result.stdout());
            assertThat(result.starts()).isEqualTo(2);
            assertThat(last)
                    .isEqualTo(result.cpus() + "\n" + result.cpus() + " "
                            + result.cpus().size() + "\n");
            assertThat(others.get(1).await().cpus().intersects(result.cpus())).isFalse();
        }
    }
}
