package org.expool.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.expool.simulator.Plans.ZERO;
import static org.expool.simulator.Plans.job;
import static org.expool.simulator.Plans.ms;
import static org.expool.simulator.Plans.nanos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.expool.Affinity;
import org.expool.CpuCache;
import org.expool.CpuDemand;
import org.expool.CpuSet;
import org.expool.CpuTopology;
import org.expool.JobBuilder;
import org.expool.MemorySize;
import org.expool.NumaNode;
import org.expool.core.affinity.CpuGrant;
import org.expool.core.affinity.CpuLayout;
import org.expool.core.schedule.ForwardingCommands;
import org.expool.core.schedule.JobEntry;
import org.expool.core.schedule.SchedulerSettings;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which jobs get which CPUs: those that ask for some, and those whose workers have a slot of the plan. */
class SchedulerCpusTest {

    private final List<String> launches = new ArrayList<>();

    /** 4 cores of a thread, an L3 for each two, one node. */
    private static CpuTopology topology() {
        CpuSet all = CpuSet.range(0, 3);
        return new CpuTopology(
                all,
                all,
                CpuSet.of(0),
                List.of(all),
                List.of(CpuSet.of(0), CpuSet.of(1), CpuSet.of(2), CpuSet.of(3)),
                List.of(
                        new CpuCache(3, MemorySize.ofMiB(8), CpuSet.range(0, 1)),
                        new CpuCache(3, MemorySize.ofMiB(8), CpuSet.range(2, 3))),
                List.of(new NumaNode(0, all, MemorySize.ofGiB(1))),
                List.of());
    }

    private Simulation pool(int workers, Affinity affinity) {
        Simulation pool =
                new Simulation(SchedulerSettings.ofWorkers(workers), commands -> new ForwardingCommands(commands) {
                    @Override
                    public void launch(JobEntry job, int slot, long promisedBytes, @Nullable MemorySize limit) {
                        CpuGrant cpus = job.cpus();
                        launches.add(job.job().name() + " " + (cpus == null ? "anywhere" : cpus.cpus()));
                        super.launch(job, slot, promisedBytes, limit);
                    }
                });
        pool.cpuLayoutKnown(ZERO, CpuLayout.of(topology(), affinity, workers));
        return pool;
    }

    private static SimulatedJob submit(Simulation pool, Duration at, JobBuilder job, Duration runs) {
        return pool.submit(at, job.build(), Behaviour.runs(runs));
    }

    @Test
    void jobsOfDifferentDemandsRunSideBySideAndOthersAnywhere() {
        Simulation pool = pool(4, Affinity.none());
        submit(pool, ZERO, job("cache").cpus(CpuDemand.whole(CpuDemand.Level.L3)), ms(10));
        submit(pool, ZERO, job("core").cpus(CpuDemand.cores(1)), ms(10));
        submit(pool, ZERO, job("other"), ms(10));
        submit(pool, ZERO, job("next").cpus(CpuDemand.whole(CpuDemand.Level.L3)), ms(10));
        pool.run();
        assertThat(launches).containsExactly("cache 0-1", "core 2", "other anywhere", "next 0-1");
    }

    @Test
    void aWideJobIsNotStarvedByNarrowOnesThatComeAllTheTime() {
        Simulation pool = pool(8, Affinity.none());
        for (int i = 0; i < 10; i++) {
            submit(pool, ms(i), job("early" + i).cpus(CpuDemand.threads(1)), ms(4));
        }
        SimulatedJob wide = submit(pool, ms(10), job("wide").cpus(CpuDemand.cores(4)), ms(5));
        for (int i = 10; i < 100; i++) {
            submit(pool, ms(i), job("late" + i).cpus(CpuDemand.threads(1)), ms(4));
        }
        pool.run();
        assertThat(wide.starts()).as("when the last has ended that came before").containsExactly(nanos(13));
    }

    @Test
    void narrowJobsRunBesideWhatIsKept() {
        Simulation pool = pool(8, Affinity.none());
        submit(pool, ZERO, job("long").cpus(CpuDemand.cores(1)), ms(100));
        SimulatedJob cache = submit(pool, ms(1), job("cache").cpus(CpuDemand.whole(CpuDemand.Level.L3)), ms(100));
        SimulatedJob wide = submit(pool, ms(2), job("wide").cpus(CpuDemand.cores(2)), ms(10));
        SimulatedJob narrow = submit(pool, ms(3), job("narrow").cpus(CpuDemand.cores(1)), ms(10));
        pool.run();
        assertThat(cache.starts()).containsExactly(nanos(1));
        assertThat(narrow.starts())
                .as("the last free core is kept for the wide job")
                .isNotEqualTo(List.of(nanos(3)));
        assertThat(wide.starts()).containsExactly(nanos(100));
    }

    @Test
    void cpusThatAreKeptGoBackWhenTheirJobIsCancelled() {
        Simulation pool = pool(8, Affinity.none());
        submit(pool, ZERO, job("long").cpus(CpuDemand.cores(1)), ms(100));
        SimulatedJob wide = submit(pool, ms(1), job("wide").cpus(CpuDemand.cores(4)), ms(10));
        SimulatedJob narrow = submit(pool, ms(2), job("narrow").cpus(CpuDemand.cores(1)), ms(10));
        pool.cancel(ms(20), wide);
        pool.run();
        assertThat(narrow.starts()).containsExactly(nanos(20));
    }

    @Test
    void workersKeepTheirSlotsAndMakeRoomForJobsThatAsk() {
        Simulation pool = pool(2, Affinity.auto());
        submit(pool, ZERO, job("a"), ms(10));
        submit(pool, ZERO, job("b"), ms(20));
        submit(pool, ZERO, job("core").cpus(CpuDemand.cores(1)), ms(5));
        submit(pool, ZERO, job("c"), ms(50));
        pool.run();
        assertThat(launches).startsWith("a 0-1", "b 2-3", "core 0");
        assertThat(launches.get(3)).as("when the one core has been given back").isIn("c 0-1", "c 2-3");
    }

    @Test
    void moreWorkersThanSlotsRunAnywhereAndNoMore() {
        Simulation pool = pool(3, Affinity.cores(2));
        for (String name : List.of("a", "b", "c", "d")) {
            submit(pool, ZERO, job(name), ms(10));
        }
        submit(pool, ZERO, job("free").omitAffinity(true), ms(10));
        pool.run();
        assertThat(launches).containsExactly("a 0-1", "b 2-3", "c anywhere", "d 0-1", "free anywhere");
    }

    @Test
    void anAttemptThatFollowsGetsWhatIsFreeThen() {
        Simulation pool = pool(2, Affinity.cores(1));
        pool.submit(
                ZERO,
                job("first")
                        .retry(org.expool.Retry.times(2).backoff(ms(5)).jitter(0))
                        .build(),
                Behaviour.runs(ms(10)).exitingWith(1));
        submit(pool, ms(12), job("other"), ms(30));
        pool.run();
        assertThat(launches).containsExactly("first 0", "other 0", "first 2");
    }
}
