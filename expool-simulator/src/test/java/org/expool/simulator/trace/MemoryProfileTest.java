package org.expool.simulator.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.expool.simulator.trace.MemoryProfile.Step;
import org.junit.jupiter.api.Test;

class MemoryProfileTest {

    private static final long SECOND = 1_000_000_000L;

    private final MemoryProfile profile =
            new MemoryProfile(List.of(new Step(1, 100), new Step(2, 300), new Step(4, 50)));

    @Test
    void keepsEachStepUntilTheNext() {
        assertThat(profile.bytesAt(SECOND - 1)).isZero();
        assertThat(profile.bytesAt(SECOND)).isEqualTo(100);
        assertThat(profile.bytesAt(4 * SECOND - 1)).isEqualTo(300);
        assertThat(profile.bytesAt(100 * SECOND)).isEqualTo(50);
    }

    @Test
    void tellsTheNextStep() {
        assertThat(profile.stepAfter(0)).isEqualTo(SECOND);
        assertThat(profile.stepAfter(SECOND)).isEqualTo(2 * SECOND);
        assertThat(profile.stepAfter(4 * SECOND)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void knowsThePeakSoFar() {
        assertThat(profile.peakUntil(0)).isZero();
        assertThat(profile.peakUntil(SECOND)).isEqualTo(100);
        assertThat(profile.peakUntil(9 * SECOND)).isEqualTo(300).isEqualTo(profile.peakBytes());
    }

    @Test
    void areaEndsWithTheJob() {
        assertThat(profile.area(3)).isEqualTo(100 + 300);
        assertThat(profile.area(6)).isEqualTo(100 + 600 + 100);
        assertThat(profile.area(0.5)).isZero();
    }

    @Test
    void refusesStepsOutOfOrder() {
        List<Step> steps = List.of(new Step(2, 1), new Step(2, 2));
        assertThatThrownBy(() -> new MemoryProfile(steps))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("later than the one before");
        assertThatThrownBy(() -> new MemoryProfile(List.of())).hasMessageContaining("at least one");
    }
}
