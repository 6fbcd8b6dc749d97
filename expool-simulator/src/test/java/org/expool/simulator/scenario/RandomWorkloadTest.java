package org.expool.simulator.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import org.expool.simulator.InvariantViolatedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random workloads with faults at any moment; the simulation itself checks the invariants. */
class RandomWorkloadTest {

    private static final int WORKLOADS = 10_000;

    @Test
    void keepsTheInvariants() {
        Shrinker shrinker = new Shrinker();
        for (long seed = 0; seed < WORKLOADS; seed++) {
            InvariantViolatedException failure = shrinker.failure(ScenarioGenerator.of(seed));
            if (failure != null) {
                Scenario smallest = shrinker.shrink(ScenarioGenerator.of(seed));
                throw new AssertionError(
                        TestSource.of("Seed" + seed + "Test", "Seed " + seed, smallest), shrinker.failure(smallest));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 7, 42, 1234567890123L})
    void aSeedAlwaysGivesTheSameScenarioAndAScenarioTheSameCommands(long seed) {
        Scenario scenario = ScenarioGenerator.of(seed);
        assertThat(ScenarioGenerator.of(seed)).isEqualTo(scenario);
        assertThat(scenario.run().commandHash()).isEqualTo(scenario.run().commandHash());
        assertThat(scenario.run().commandHash())
                .isNotEqualTo(ScenarioGenerator.of(seed + 1).run().commandHash());
    }
}
