package org.expool.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.expool.simulator.MemoryAdmissionTest.limited;
import static org.expool.simulator.MemoryAdmissionTest.settings;
import static org.expool.simulator.Plans.ZERO;
import static org.expool.simulator.Plans.job;
import static org.expool.simulator.Plans.kind;
import static org.expool.simulator.Plans.ms;

import java.time.Duration;
import org.expool.JobBuilder;
import org.expool.MemoryRetry;
import org.expool.MemorySize;
import org.expool.Outcome.Chained;
import org.expool.Outcome.MemoryExceeded;
import org.expool.Outcome.MemoryExceeded.Scope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Jobs that exceed their own memory limit, and their relatives. */
class MemoryLimitsTest {

    private static final Duration LONG = Duration.ofSeconds(10);

    private static JobBuilder limitedJob(String name, int mebibytes) {
        return job(name).memoryLimit(MemorySize.ofMiB(mebibytes));
    }

    @Test
    void lesson13_anOwnLimitAppliesAlsoWhereThePoolBalancesNothing() {
        Simulation pool = new Simulation(settings(2, 1000).memory(null).build());
        SimulatedJob limited = pool.submit(
                ZERO, limitedJob("limited", 50).build(), Behaviour.runs(LONG).using(300));
        SimulatedJob free =
                pool.submit(ZERO, job("free").build(), Behaviour.runs(LONG).using(300));
        pool.run();
        assertThat(limited.end().outcome())
                .isEqualTo(new MemoryExceeded(Scope.JOB, MemorySize.ofMiB(50), MemorySize.ofMiB(300), false));
        assertThat(limited.endedAt()).isLessThanOrEqualTo(ms(200).toNanos());
        assertThat(kind(free)).isEqualTo("succeeded");
    }

    @Test
    void aJobThatAloneUsesMoreThanThePoolMayEnds() {
        Simulation pool = limited(2, 200);
        SimulatedJob large =
                pool.submit(ZERO, job("large").build(), Behaviour.runs(LONG).using(300));
        pool.run();
        assertThat(large.end().outcome())
                .isEqualTo(new MemoryExceeded(Scope.POOL, MemorySize.ofMiB(200), MemorySize.ofMiB(300), false));
    }

    @Test
    void withMoreItStartsAgainUntilTheMost() {
        Simulation pool = limited(1, 1000);
        SimulatedJob enough = pool.submit(
                ZERO,
                limitedJob("enough", 50)
                        .memoryRetry(new MemoryRetry(2, MemorySize.ofMiB(400)))
                        .build(),
                Behaviour.runs(LONG).using(150));
        SimulatedJob never = pool.submit(
                ZERO,
                limitedJob("never", 50)
                        .memoryRetry(new MemoryRetry(2, MemorySize.ofMiB(120)))
                        .build(),
                Behaviour.runs(LONG).using(150));
        pool.run();
        assertThat(kind(enough)).isEqualTo("succeeded");
        assertThat(enough.starts()).hasSize(3); // 50, 100, 200
        assertThat(enough.end().memory().steps())
                .hasSize(2)
                .allMatch(each -> each.text().contains("starts again"));
        assertThat(never.starts()).hasSize(3); // 50, 100, 120
        assertThat(((MemoryExceeded) never.end().outcome()).limit()).isEqualTo(MemorySize.ofMiB(120));
    }

    /** A crash inside a job that gets no memory, such as bad_alloc, is a failure like others. */
    @Test
    void aCrashStartsNoChain() {
        Simulation pool = limited(1, 1000);
        SimulatedJob crashes = pool.submit(
                ZERO,
                job("crashes").category("c").size(1).build(),
                Behaviour.runs(ms(10)).exitingWith(134));
        SimulatedJob relative =
                pool.submit(ZERO, job("relative").category("c").size(9).build(), Behaviour.runs(ms(10)));
        pool.run();
        assertThat(kind(crashes)).isEqualTo("failed");
        assertThat(kind(relative)).isEqualTo("succeeded");
    }

    @Test
    void waitingRelativesAreJudgedBySizeAndRunningOnesByWhatTheyUse() {
        Simulation pool = limited(3, 1000);
        SimulatedJob violator = pool.submit(
                ZERO,
                limitedJob("violator", 100).category("c").size(5).build(),
                Behaviour.runs(LONG).using(200));
        SimulatedJob modest = pool.submit(
                ZERO,
                job("modest").category("c").size(9).build(),
                Behaviour.runs(LONG).using(20));
        SimulatedJob hungry = pool.submit(
                ZERO,
                job("hungry").category("c").size(1).build(),
                Behaviour.runs(LONG).using(250));
        SimulatedJob smaller =
                pool.submit(ms(1), job("smaller").category("c").size(4).build(), Behaviour.runs(LONG));
        SimulatedJob larger =
                pool.submit(ms(1), job("larger").category("c").size(5).build(), Behaviour.runs(LONG));
        SimulatedJob stranger = pool.submit(ms(1), job("stranger").size(9).build(), Behaviour.runs(LONG));
        pool.run();
        assertThat(kind(violator)).isEqualTo("memory-exceeded");
        assertThat(kind(modest)).isEqualTo("succeeded");
        assertThat(kind(hungry)).isEqualTo("chained");
        assertThat(kind(smaller)).isEqualTo("succeeded");
        assertThat(larger.starts()).isEmpty();
        assertThat(((Chained) larger.end().outcome()).limit()).isEqualTo("memory limit of 100.0 MiB");
        assertThat(kind(stranger)).isEqualTo("succeeded");
    }

    /** Row 4 of PyExPool's scenarios, with as many workers as it takes to start all but the last two at once. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 8, 64})
    void pyExPoolsLimitsInOnePool(int cpus) {
        Simulation pool = new Simulation(settings(7, 200).cpus(cpus).build());
        Duration work = ms(1400);
        SimulatedJob crashing = pool.submit(
                ZERO,
                job("jmb").category("cat1").size(9).build(),
                Behaviour.runs(ms(150)).exitingWith(134));
        SimulatedJob small = pool.submit(
                ZERO,
                job("jmsDb").category("cat1").size(9).build(),
                Behaviour.runs(work).using(1));
        SimulatedJob large = pool.submit(
                ZERO,
                job("jmv").category("cat2").size(5).build(),
                Behaviour.runs(work).using(400));
        SimulatedJob limited = pool.submit(
                ZERO,
                limitedJob("jmv2", 100).category("cat2").size(2.5).build(),
                Behaviour.runs(work).using(190));
        SimulatedJob lighter = pool.submit(
                ZERO,
                job("jmsDvs").category("cat2").size(4).build(),
                Behaviour.runs(work).using(1));
        SimulatedJob other = pool.submit(
                ZERO,
                job("jms1").category("cat3").size(7).build(),
                Behaviour.runs(work).using(1));
        SimulatedJob plain = pool.submit(
                ZERO, job("jms2").size(7).build(), Behaviour.runs(work).using(1));
        SimulatedJob equal =
                pool.submit(ms(1), job("jmsDvl1").category("cat2").size(5).build(), Behaviour.runs(work));
        SimulatedJob heavier =
                pool.submit(ms(1), job("jmsDvl2").category("cat2").size(10).build(), Behaviour.runs(work));
        pool.run();
        assertThat(kind(crashing)).isEqualTo("failed");
        assertThat(kind(large)).isEqualTo("memory-exceeded");
        assertThat(kind(limited)).isEqualTo("memory-exceeded");
        for (SimulatedJob done : new SimulatedJob[] {small, lighter, other, plain}) {
            assertThat(kind(done)).isEqualTo("succeeded");
            assertThat(done.end().wall()).isEqualTo(work.toNanos());
        }
        assertThat(equal.starts()).isEmpty();
        assertThat(heavier.starts()).isEmpty();
    }
}
