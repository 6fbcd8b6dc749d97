package org.expool.simulator.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.expool.MemorySize;
import org.expool.Signal;
import org.expool.core.schedule.Commands;
import org.expool.core.schedule.ForwardingCommands;
import org.expool.core.schedule.JobEntry;
import org.expool.simulator.InvariantViolatedException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The simulation finds a scheduler that does not balance memory as it should. */
class BrokenBudgetTest {

    private static Set<String> broken(UnaryOperator<Commands> distortion) {
        Shrinker shrinker = new Shrinker(distortion);
        return LongStream.range(0, 500)
                .mapToObj(seed -> shrinker.failure(ScenarioGenerator.of(seed)))
                .filter(Objects::nonNull)
                .map(InvariantViolatedException::invariant)
                .collect(Collectors.toSet());
    }

    @Test
    void promisesBeyondTheLimitAreFound() {
        assertThat(broken(commands -> new ForwardingCommands(commands) {
                    @Override
                    public void launch(JobEntry job, int slot, long promisedBytes, @Nullable MemorySize limit) {
                        super.launch(job, slot, promisedBytes > 0 ? 1L << 40 : 0, limit);
                    }
                }))
                .contains("MemoryIsPromised");
    }

    @Test
    void jobsThatAreSparedAboveTheirLimitAreFound() {
        assertThat(broken(commands -> new ForwardingCommands(commands) {
                    @Override
                    public void signal(JobEntry job, Signal signal) {}
                }))
                .contains("MemoryLimitsHold");
    }

    @Test
    void jobsThatAreFrozenAgainAndAgainAreFound() {
        assertThat(broken(commands -> new ForwardingCommands(commands) {
                    @Override
                    public void freeze(JobEntry job, boolean frozen) {
                        super.freeze(job, frozen);
                        super.freeze(job, frozen);
                    }
                }))
                .containsExactly("PressureHandlingIsBounded");
    }
}
