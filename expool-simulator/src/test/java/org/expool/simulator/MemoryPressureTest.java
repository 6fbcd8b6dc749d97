package org.expool.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.expool.simulator.MemoryAdmissionTest.limited;
import static org.expool.simulator.MemoryAdmissionTest.needing;
import static org.expool.simulator.MemoryAdmissionTest.settings;
import static org.expool.simulator.Plans.ZERO;
import static org.expool.simulator.Plans.job;
import static org.expool.simulator.Plans.kind;
import static org.expool.simulator.Plans.ms;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.expool.MemoryAction;
import org.expool.MemoryAction.Step;
import org.expool.core.memory.MemorySettings;
import org.expool.spi.TerminationPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which jobs are frozen or terminated when jobs together use more than they may, or the host runs short. */
class MemoryPressureTest {

    private static final Duration LONG = Duration.ofSeconds(10);

    private static Simulation freezing(int workers, int mebibytes) {
        return new Simulation(settings(workers, mebibytes)
                .memory(MemorySettings.ofLimit((long) mebibytes << 20).freezing(true))
                .build());
    }

    private static Behaviour spike(int before, Duration at, int after) {
        return Behaviour.runs(LONG).using(List.of(new MemoryStep(ZERO, before), new MemoryStep(at, after)));
    }

    private static List<Step> steps(Simulation pool) {
        return pool.memoryActions().stream().map(MemoryAction::step).toList();
    }

    @Test
    void lesson10_noMoreAreTerminatedThanNecessaryAndTheOthersRunOn() {
        Simulation pool = limited(7, 3000);
        List<SimulatedJob> jobs = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            jobs.add(pool.submit(ZERO, needing("job" + i, 400).build(), spike(300, ms(2500), 1010)));
        }
        pool.run();
        assertThat(jobs).allMatch(job -> kind(job).equals("succeeded"));
        assertThat(jobs.stream().filter(job -> job.end().postponed() == 0)).hasSize(2); // of 3000 MiB
        assertThat(jobs).allMatch(job -> job.end().postponed() <= 2);
        assertThat(pool.memoryActions().get(0).reason())
                .contains("postponed to make room", "it used 1010.0 MiB", "400.0 MiB were promised", "of 2.9 GiB");
    }

    @Test
    void thoseThatGrowAreFrozenUntilOthersHaveEnded() {
        Simulation pool = freezing(2, 1000);
        SimulatedJob old = pool.submit(
                ZERO,
                needing("old", 600).build(),
                Behaviour.runs(Duration.ofSeconds(4)).using(500));
        SimulatedJob grower = pool.submit(ms(10), needing("grower", 300).build(), growing(100, ms(500), 12));
        pool.run();
        assertThat(steps(pool)).containsExactly(Step.FROZEN, Step.THAWED);
        assertThat(kind(old)).isEqualTo("succeeded");
        assertThat(kind(grower)).isEqualTo("succeeded");
        assertThat(grower.starts()).hasSize(1);
        assertThat(pool.memoryActions().get(0).id()).isEqualTo(grower.id());
    }

    /** All take up to 1,380 MiB at 800 MiB/s, undeclared: two fit into the limit. */
    @Test
    void frozenJobsAreNotThawedWhileAnotherGrowsIntoTheRoom() {
        Simulation pool = freezing(4, 2900);
        List<SimulatedJob> jobs = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Duration early = ms(1500 + 250 * (i * 7 % 5));
            List<MemoryStep> steps = new ArrayList<>(List.of(new MemoryStep(ZERO, 100)));
            for (int step = 1; step <= 32; step++) {
                steps.add(new MemoryStep(early.plus(ms(50 * step)), 100 + 40 * step));
            }
            jobs.add(pool.submit(
                    ZERO,
                    job("spike" + i).category("c" + i).build(),
                    Behaviour.runs(early.plus(ms(2000))).using(steps)));
        }
        pool.run();
        assertThat(jobs).allMatch(job -> kind(job).equals("succeeded"));
        assertThat(jobs.stream().mapToInt(job -> job.end().postponed()).sum()).isLessThanOrEqualTo(1);
        assertThat(steps(pool)).contains(Step.FROZEN, Step.THAWED);
    }

    @Test
    void aFrozenJobDoesNotStarve() {
        Simulation pool = freezing(4, 1000);
        SimulatedJob old = pool.submit(
                ZERO,
                needing("old", 450).build(),
                Behaviour.runs(Duration.ofSeconds(400)).using(450));
        SimulatedJob grower = pool.submit(ms(10), needing("grower", 200).build(), growing(100, ms(500), 3));
        List<SimulatedJob> others = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            others.add(pool.submit(
                    ms(20 + 7 * i),
                    needing("other" + i, 120).build(),
                    Behaviour.runs(Duration.ofSeconds(2)).using(120)));
        }
        pool.run();
        assertThat(steps(pool)).contains(Step.FROZEN);
        long done = grower.endedAt();
        assertThat(others.stream().filter(other -> other.starts().get(0) < done))
                .hasSizeLessThan(60);
        assertThat(others).allMatch(other -> kind(other).equals("succeeded"));
        assertThat(kind(old)).isEqualTo("succeeded");
    }

    /** Grows by as much again after each period, so many times. */
    private static Behaviour growing(int mebibytes, Duration every, int times) {
        List<MemoryStep> steps = new ArrayList<>();
        for (int i = 0; i < times && (i + 1) * mebibytes < 1000; i++) {
            steps.add(new MemoryStep(every.multipliedBy(i), (i + 1) * mebibytes));
        }
        return Behaviour.runs(LONG).using(steps);
    }

    @Test
    void lesson11_aForeignHogCostsNoJob() {
        Simulation pool = new Simulation(settings(4, 16_384)
                .memory(MemorySettings.ofLimit(Long.MAX_VALUE).reserve(1L << 30).freezing(true))
                .build());
        pool.memory(ZERO, 16_384, 1000);
        List<SimulatedJob> jobs = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            jobs.add(pool.submit(
                    ZERO, job("job" + i).build(), Behaviour.runs(LONG).using(500)));
        }
        pool.memory(Duration.ofSeconds(5), 16_384, 13_800); // leaves half a GiB
        pool.memory(Duration.ofSeconds(60), 16_384, 1000);
        pool.run();
        assertThat(jobs)
                .allMatch(job -> kind(job).equals("succeeded") && job.starts().size() == 1);
        assertThat(steps(pool)).containsOnly(Step.WAITING);
    }

    @Test
    void whereTheHostNeverHasEnoughOneJobStartsNevertheless() {
        Simulation pool = new Simulation(
                settings(4, 1000).memory(MemorySettings.ofLimit(Long.MAX_VALUE)).build());
        pool.memory(ZERO, 1000, 500);
        pool.pressure(ZERO);
        SimulatedJob first = pool.submit(
                ms(1), needing("probe", 100).build(), Behaviour.runs(LONG).using(100));
        SimulatedJob one = pool.submit(ms(2), needing("one", 700).build(), Behaviour.runs(LONG));
        SimulatedJob other = pool.submit(ms(3), needing("other", 700).build(), Behaviour.runs(LONG));
        pool.run();
        assertThat(first.starts()).hasSize(1);
        assertThat(one.starts()).containsExactly(LONG.plusSeconds(60).toNanos() + ms(1).toNanos());
        assertThat(other.starts().get(0)).isGreaterThan(one.starts().get(0));
    }

    @Test
    void lesson38_aTerminatedJobStartsAgainWithFewerBesideItAndAtLastAlone() {
        Simulation pool = limited(4, 1000);
        List<SimulatedJob> jobs = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            int peak = 300 + 50 * i;
            jobs.add(pool.submit(ZERO, needing("liar" + i, 50).memoryFixed(true).build(), spike(40, ms(3000), peak)));
        }
        pool.run(); // the invariants check the rest
        assertThat(jobs).allMatch(job -> kind(job).equals("succeeded"));
        assertThat(jobs).anyMatch(job -> job.end().postponed() == 2);
    }

    @Test
    void aPolicyThatNamesAllAndStrangersLeavesOne() {
        TerminationPolicy all = new StubPolicy("all", snapshot -> {
            List<Long> ids = new ArrayList<>(List.of(77L, 1L, 1L));
            snapshot.workers().forEach(worker -> ids.add(worker.id()));
            return ids;
        });
        Simulation pool = new Simulation(settings(3, 1000)
                .memory(new MemorySettings(
                        1000L << 20, 0, all, MemorySettings.ofLimit(1).order()))
                .build());
        List<SimulatedJob> jobs = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            jobs.add(pool.submit(ZERO, needing("job" + i, 100).build(), spike(100, ms(500), 500)));
        }
        pool.run();
        assertThat(jobs).allMatch(job -> kind(job).equals("succeeded"));
        assertThat(jobs.stream().filter(job -> job.end().postponed() > 0)).hasSize(2);
    }

    @Test
    void lesson30_anAllocatorOfOneGibibyteASecondIsStoppedWithin300Milliseconds() {
        Simulation pool = limited(2, 3072);
        pool.submit(ZERO, needing("steady", 500).build(), Behaviour.runs(LONG).using(500));
        List<MemoryStep> steps = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            steps.add(new MemoryStep(ms(1500 + 10L * i), 10 * i));
        }
        SimulatedJob hog = pool.submit(
                ZERO, needing("hog", 500).build(), Behaviour.runs(LONG).using(steps));
        pool.run();
        MemoryAction first = pool.memoryActions().get(0);
        assertThat(first.step()).isEqualTo(Step.POSTPONED);
        assertThat(first.id()).isEqualTo(hog.id());
        assertThat(hog.firstSignalledAt())
                .isBetween(ms(1500 + 2572).toNanos(), ms(1500 + 2572 + 300).toNanos());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void lesson39_lateSpikesOfNearlyTwiceTheLimitCostLittle(long seed) {
        Random random = new Random(seed);
        Simulation pool = freezing(8, 4096);
        List<SimulatedJob> jobs = new ArrayList<>();
        double work = 0;
        for (int i = 0; i < 100; i++) {
            int peak = 200 + random.nextInt(700);
            Duration runs = ms(2000 + random.nextInt(8000));
            work += runs.toMillis();
            jobs.add(pool.submit(
                    ZERO,
                    job("spike" + i)
                            .category("spike")
                            .size(1 + random.nextInt(50))
                            .build(),
                    Behaviour.runs(runs)
                            .using(List.of(
                                    new MemoryStep(ZERO, peak / 4),
                                    new MemoryStep(runs.multipliedBy(4).dividedBy(5), peak)))));
        }
        pool.run();
        assertThat(jobs).allMatch(job -> kind(job).equals("succeeded"));
        double lost = pool.totals().stream()
                .mapToDouble(totals -> totals.wasted().toNanos() / 1e9)
                .sum();
        assertThat(lost * 1000 / work).isLessThan(0.1);
    }

    @Test
    void totalsTellWhatWasPromisedMeasuredAndWasted() {
        Simulation pool = limited(1, 1000);
        pool.submit(ZERO, needing("job", 400).build(), Behaviour.runs(LONG).using(200));
        pool.join(ms(1), null);
        pool.run();
        double mib = 1 << 20;
        assertThat(pool.totals()).hasSize(1);
        assertThat(pool.totals().get(0).promisedByteSeconds() / mib).isEqualTo(4000);
        assertThat(pool.totals().get(0).measuredByteSeconds() / mib).isBetween(1600.0, 2000.0);
        assertThat(pool.totals().get(0).wasted()).isZero();
    }
}
