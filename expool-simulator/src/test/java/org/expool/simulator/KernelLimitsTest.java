package org.expool.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.expool.simulator.MemoryAdmissionTest.needing;
import static org.expool.simulator.MemoryAdmissionTest.settings;
import static org.expool.simulator.Plans.ZERO;
import static org.expool.simulator.Plans.job;
import static org.expool.simulator.Plans.kind;
import static org.expool.simulator.Plans.ms;
import static org.expool.simulator.Plans.nanos;

import java.time.Duration;
import java.util.List;
import org.expool.JobBuilder;
import org.expool.MemoryKind;
import org.expool.MemoryRetry;
import org.expool.MemorySize;
import org.expool.Outcome.MemoryExceeded;
import org.expool.Outcome.MemoryExceeded.Scope;
import org.expool.core.memory.MemorySettings;
import org.expool.event.MemoryReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Jobs that the kernel kills the moment they use too much, before a sample. */
class KernelLimitsTest {

    private static final Duration LONG = Duration.ofSeconds(10);

    private static Simulation kernelEnforced(int workers, int mebibytes) {
        return new Simulation(settings(workers, mebibytes)
                .memory(MemorySettings.ofLimit((long) mebibytes << 20).kernelEnforced(true))
                .build());
    }

    private static JobBuilder limitedJob(String name, int mebibytes) {
        return job(name).memoryLimit(MemorySize.ofMiB(mebibytes));
    }

    private static Behaviour growing(int before, Duration at, int after) {
        return Behaviour.runs(LONG).using(List.of(new MemoryStep(ZERO, before), new MemoryStep(at, after)));
    }

    @Test
    void aJobEndsAtOnceAtItsOwnLimitAndChainsItsRelatives() {
        Simulation pool = kernelEnforced(1, 1000);
        SimulatedJob violator = pool.submit(
                ZERO, limitedJob("violator", 50).category("c").size(5).build(), growing(20, ms(10), 300));
        SimulatedJob heavier =
                pool.submit(ZERO, job("heavier").category("c").size(6).build(), Behaviour.runs(LONG));
        pool.run();
        assertThat(violator.end().outcome())
                .isEqualTo(new MemoryExceeded(Scope.JOB, MemorySize.ofMiB(50), MemorySize.ofMiB(50), true));
        assertThat(violator.endedAt()).isEqualTo(nanos(10));
        assertThat(kind(heavier)).isEqualTo("chained");
    }

    @Test
    void withMoreItStartsAgainAtOnce() {
        Simulation pool = kernelEnforced(1, 1000);
        SimulatedJob enough = pool.submit(
                ZERO,
                limitedJob("enough", 50)
                        .memoryRetry(new MemoryRetry(2, MemorySize.ofMiB(400)))
                        .build(),
                growing(20, ms(10), 150));
        pool.run();
        assertThat(kind(enough)).isEqualTo("succeeded");
        assertThat(enough.starts()).containsExactly(0L, nanos(10), nanos(20)); // 50, 100, 200
    }

    /** As cgroup v1 does, where the first process runs on without its child. */
    @Test
    void whatIsLeftOfAJobEndsWithTheNextSample() {
        Simulation pool = kernelEnforced(1, 1000);
        SimulatedJob family = pool.submit(
                ZERO,
                limitedJob("family", 50).build(),
                Behaviour.runs(LONG).using(List.of(new MemoryStep(ZERO, 10), new MemoryStep(ms(10), 90, 80))));
        pool.run();
        assertThat(((MemoryExceeded) family.end().outcome()).byKernel()).isTrue();
        assertThat(family.endedAt())
                .isBetween(nanos(11), nanos(1000)); // nothing but the interval brings a sample forward
    }

    @Test
    void limitsOfLessThanTheWholeTreeAreEnforcedBySamples() {
        Simulation pool = kernelEnforced(1, 1000);
        SimulatedJob first = pool.submit(
                ZERO,
                limitedJob("first", 50).memoryKind(MemoryKind.PROCESS).build(),
                Behaviour.runs(ms(500)).using(List.of(new MemoryStep(ZERO, 100, 70))));
        pool.run();
        assertThat(kind(first)).isEqualTo("succeeded");
    }

    @Test
    void atThePoolsLimitTheHeaviestEndsAndStartsAgainBesideFewer() {
        Simulation pool = kernelEnforced(4, 100);
        SimulatedJob[] modest = new SimulatedJob[3];
        for (int i = 0; i < modest.length; i++) {
            modest[i] = pool.submit(
                    ZERO,
                    needing("modest " + i, 20).build(),
                    Behaviour.runs(ms(900)).using(20));
        }
        SimulatedJob spike = pool.submit(ZERO, needing("spike", 20).build(), growing(20, ms(10), 80));
        pool.run();
        assertThat(kind(spike)).isEqualTo("succeeded");
        assertThat(spike.end().memory().steps())
                .extracting(MemoryReason::text)
                .first()
                .asString()
                .startsWith("ended by the kernel at the pool's limit of 100.0 MiB, with 80.0 MiB")
                .endsWith("beside at most 2 others");
        assertThat(spike.starts()).hasSize(2);
        assertThat(modest)
                .allMatch(job -> kind(job).equals("succeeded") && job.starts().size() == 1);
    }

    @Test
    void aloneItHasExceededThePoolsLimit() {
        Simulation pool = kernelEnforced(1, 100);
        SimulatedJob large = pool.submit(ZERO, job("large").build(), growing(20, ms(10), 300));
        pool.run();
        assertThat(large.end().outcome())
                .isEqualTo(new MemoryExceeded(Scope.POOL, MemorySize.ofMiB(100), MemorySize.ofMiB(300), true));
    }

    @Test
    void oneThatEndsForAllIsNotSaidToHaveReachedItsOwnLimit() {
        Simulation pool = kernelEnforced(4, 100);
        SimulatedJob spike = pool.submit(
                ZERO, limitedJob("spike", 400).memory(MemorySize.ofMiB(20)).build(), growing(20, ms(10), 95));
        pool.submit(ZERO, needing("other", 20).build(), Behaviour.runs(ms(900)).using(20));
        pool.run();
        assertThat(kind(spike)).isEqualTo("succeeded");
        assertThat(spike.starts()).hasSize(2);
    }

    /** Row 8 of PyExPool's scenarios: 20 MB in the first process, 70 MB in its child. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 8, 64})
    void pyExPoolsKindsOfMemory(int cpus) {
        Simulation pool = new Simulation(
                settings(3, 1000).cpus(cpus).samplingInterval(ms(200)).build());
        SimulatedJob[] jobs = new SimulatedJob[MemoryKind.values().length];
        for (MemoryKind kind : MemoryKind.values()) {
            jobs[kind.ordinal()] = pool.submit(
                    ZERO,
                    job(kind.name()).memoryKind(kind).build(),
                    Behaviour.runs(ms(760)).using(List.of(new MemoryStep(ZERO, 90, 70))));
        }
        pool.join(ms(1), Duration.ofSeconds(10));
        pool.run();
        assertThat(pool.rounds()).containsExactly(true);
        assertThat(jobs)
                .extracting(job -> job.end().usage().peakMemory().bytes() >> 20)
                .containsExactly(20L, 70L, 90L);
    }
}
