package org.expool.simulator.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.expool.core.schedule.Decision;
import org.expool.simulator.InvariantViolatedException;
import org.junit.jupiter.api.Test;

/** That the simulation would find a machine that does not balance memory as it should. */
class BrokenBudgetTest {

    private static Set<String> broken(UnaryOperator<List<Decision>> distortion) {
        Shrinker shrinker = new Shrinker(distortion);
        return LongStream.range(0, 500)
                .mapToObj(seed -> shrinker.failure(ScenarioGenerator.of(seed)))
                .filter(Objects::nonNull)
                .map(InvariantViolatedException::invariant)
                .collect(Collectors.toSet());
    }

    @Test
    void promisesBeyondTheLimitAreFound() {
        assertThat(broken(decisions -> decisions.stream()
                        .map(decision -> decision instanceof Decision.Launch launch && launch.promisedBytes() > 0
                                ? new Decision.Launch(launch.job(), launch.slot(), 1L << 40, launch.limit())
                                : decision)
                        .toList()))
                .contains("MemoryIsPromised");
    }

    @Test
    void jobsThatAreSparedAboveTheirLimitAreFound() {
        assertThat(broken(decisions -> decisions.stream()
                        .filter(decision -> !(decision instanceof Decision.Send))
                        .toList()))
                .contains("MemoryLimitsHold");
    }

    @Test
    void jobsThatAreFrozenAgainAndAgainAreFound() {
        assertThat(broken(decisions -> {
                    List<Decision> doubled = new ArrayList<>(decisions);
                    decisions.stream()
                            .filter(decision -> decision instanceof Decision.Freeze)
                            .forEach(doubled::add);
                    return doubled;
                }))
                .containsExactly("ReliefIsBounded");
    }
}
