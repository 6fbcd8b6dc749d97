package org.expool.core.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/**
 * Adaptive conformal inference (Gibbs and Candes, Adaptive conformal inference under distribution shift, 2021): a step up for
 * each miss, a smaller one down for each hit, in balance at the accepted share of misses. Here the steps are factors.
 */
class SafetyFactorTest {

    private static final double STEP = 1.1;

    private final SafetyFactor safetyFactor = new SafetyFactor();

    @Test
    void aMissRaisesByATenth() {
        assertThat(safetyFactor.factor()).isEqualTo(1);
        safetyFactor.observe(true);
        assertThat(safetyFactor.factor()).isCloseTo(STEP, within(1e-12));
    }

    /** One miss in 250 is the accepted share of 0.4 %: after one miss and 249 hits it is where it was. */
    @Test
    void oneMissIn250IsInBalance() {
        observe(true, 1);
        observe(false, 249);
        assertThat(safetyFactor.factor()).isCloseTo(1, within(1e-12));
        observe(false, 249);
        assertThat(safetyFactor.factor()).isCloseTo(1 / STEP, within(1e-12));
    }

    @Test
    void staysWithinItsBounds() {
        observe(true, 1000);
        assertThat(safetyFactor.factor()).isEqualTo(1.7);
        observe(false, 100_000);
        assertThat(safetyFactor.factor()).isEqualTo(0.3);
    }

    private void observe(boolean exceeded, int times) {
        for (int i = 0; i < times; i++) {
            safetyFactor.observe(exceeded);
        }
    }
}
