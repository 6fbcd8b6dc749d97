package org.expool.simulator.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import org.expool.core.schedule.Scheduler;
import org.expool.simulator.FaultInjector;
import org.expool.simulator.Simulation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A faulty {@link Scheduler}: each fault costs the job or task that it was about, every job still has one outcome,
 * every task and round ends, and no worker, unit or CPU is given twice; the simulation checks that.
 */
class RandomFaultsTest {

    private static final int WORKLOADS = 4000;

    @ParameterizedTest
    @ValueSource(ints = {20, 200})
    void afterAFaultThePoolGoesOnAndEveryJobAndTaskEnds(int oneCommandIn) {
        long rounds = 0;
        for (long seed = 0; seed < WORKLOADS; seed++) {
            long number = seed;
            Simulation run =
                    ScenarioGenerator.of(seed).run(commands -> new FaultInjector(commands, number, oneCommandIn));
            rounds += run.rounds().size();
        }
        assertThat(rounds).isGreaterThan(WORKLOADS / 4);
    }
}
