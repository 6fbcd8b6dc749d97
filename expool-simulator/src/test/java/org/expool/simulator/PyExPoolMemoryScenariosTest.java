package org.expool.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.expool.simulator.MemoryAdmissionTest.settings;
import static org.expool.simulator.Plans.ZERO;
import static org.expool.simulator.Plans.job;
import static org.expool.simulator.Plans.kind;
import static org.expool.simulator.Plans.ms;

import java.time.Duration;
import org.expool.JobBuilder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What PyExPool's own tests pin of groups of jobs under a memory limit, rows 5 and 6; row 4 is in MemoryLimitsTest. */
class PyExPoolMemoryScenariosTest {

    private static final Duration WORK = ms(2000);
    private static final int LIMIT = 150;

    private static JobBuilder timed(String name, Duration timeout) {
        return job(name).timeout(timeout);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 8, 64})
    void aGroupWithinTheLimitRunsToItsEnd(int cpus) {
        Simulation pool = new Simulation(settings(4, LIMIT).cpus(cpus).build());
        SimulatedJob[] succeeding = {
            pool.submit(
                    ZERO, timed("jgms1", ms(4000)).build(), Behaviour.runs(WORK).using(25)),
            pool.submit(
                    ZERO, timed("jgms2", ms(4000)).build(), Behaviour.runs(WORK).using(25)),
            pool.submit(
                    ZERO, timed("jgms3", ms(4000)).build(), Behaviour.runs(WORK).using(31)),
            pool.submit(
                    ZERO,
                    timed("jgmsp1", ms(4000)).build(),
                    Behaviour.runs(WORK).using(21))
        };
        SimulatedJob late = pool.submit(
                ZERO, timed("jgmsp2", ms(1000)).build(), Behaviour.runs(WORK).using(25));
        SimulatedJob refused = pool.submit(
                ZERO,
                timed("jgmtse", ms(4000)).onStart(start -> {}).build(),
                Behaviour.runs(WORK).using(50).throwing());
        pool.join(ms(1), Duration.ofSeconds(15));
        pool.run();
        assertThat(pool.rounds()).containsExactly(true);
        assertThat(succeeding)
                .allMatch(job -> kind(job).equals("succeeded") && job.starts().size() == 1);
        assertThat(kind(late)).isEqualTo("timed-out");
        assertThat(kind(refused)).isEqualTo("not-started");
        assertThat(refused.starts()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 8, 64})
    void aGroupBeyondTheLimitIsRearrangedAndChainsByTimeOnly(int cpus) {
        Simulation pool = new Simulation(settings(6, LIMIT).cpus(cpus).build());
        SimulatedJob[] succeeding = {
            pool.submit(
                    ZERO, timed("jgms1", ms(4000)).build(), Behaviour.runs(WORK).using(25)),
            pool.submit(
                    ZERO,
                    timed("jgms2", ms(4000)).build(),
                    Behaviour.runs(ms(667)).using(25)),
            pool.submit(
                    ZERO,
                    timed("jgms3", ms(4000)).category("cat_sa").build(),
                    Behaviour.runs(WORK).using(43)),
            pool.submit(
                    ZERO,
                    timed("jgmsp3", ms(2200)).build(),
                    Behaviour.runs(WORK).using(25))
        };
        SimulatedJob heavier = pool.submit(
                ZERO,
                timed("jgmsp1", ms(4000)).category("cat_toch").size(6).build(),
                Behaviour.runs(ms(2500)).using(30));
        SimulatedJob late = pool.submit(
                ZERO,
                timed("jgmsp2", ms(1000)).category("cat_toch").size(4).build(),
                Behaviour.runs(WORK).using(20));
        pool.join(ms(1), Duration.ofSeconds(20));
        pool.run();
        assertThat(pool.rounds()).containsExactly(true);
        assertThat(succeeding).allMatch(job -> kind(job).equals("succeeded"));
        assertThat(kind(late)).isEqualTo("timed-out");
        assertThat(kind(heavier)).isEqualTo("chained");
        assertThat(pool.memoryActions()).isNotEmpty(); // 168 MiB were too much at once
    }
}
