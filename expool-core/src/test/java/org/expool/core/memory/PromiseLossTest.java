package org.expool.core.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** An exponentially weighted sum of losses with the factor 0.985; reference values: src/test/reference/memory.py. */
class PromiseLossTest {

    private final PromiseLoss loss = new PromiseLoss();

    @Test
    void anUnusedPromiseCostsItsDifferenceAndAPeakAboveCostsSixtyTimesThePeak() {
        loss.add(300, 200);
        assertThat(loss.sum()).isEqualTo(100);
        loss.add(199, 200);
        assertThat(loss.sum()).isCloseTo(12_098.5, within(1e-9));
        loss.add(200, 200);
        assertThat(loss.sum()).isCloseTo(11_917.0225, within(1e-9));
        loss.clear();
        assertThat(loss.sum()).isZero();
    }

    /** The half-life is ln(1/2) / ln(0.985) = 45.9 runs. */
    @Test
    void aLossCountsHalfAfter46Runs() {
        loss.add(1000, 0);
        addExact(45);
        assertThat(loss.sum()).isGreaterThan(500);
        addExact(1);
        assertThat(loss.sum()).isLessThan(500);
    }

    /** The geometric series: 1 / (1 - 0.985). */
    @Test
    void aSteadyLossComesTo67TimesItself() {
        for (int i = 0; i < 2000; i++) {
            loss.add(2, 1);
        }
        assertThat(loss.sum()).isCloseTo(66.66666666666661, within(1e-9));
    }

    private void addExact(int runs) {
        for (int i = 0; i < runs; i++) {
            loss.add(1, 1);
        }
    }
}
