package org.expool.core.memory;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Declared against learned amounts; the losses are those of {@link PromiseLossTest}. */
class DeclarationAccuracyTest {

    private final DeclarationAccuracy accuracy = new DeclarationAccuracy();

    @Test
    void declarationsAreNotCloserBeforeTheFirstRun() {
        assertThat(accuracy.areCloser()).isFalse();
    }

    @Test
    void theLesserLossIsCloserAndATieGoesToTheDeclaration() {
        accuracy.record(150, 160, 100);
        assertThat(accuracy.areCloser()).isTrue();
        accuracy.record(160, 150, 100); // 50 * 0.985 + 60 against 60 * 0.985 + 50
        assertThat(accuracy.areCloser()).isFalse();
        DeclarationAccuracy tie = new DeclarationAccuracy();
        tie.record(150, 150, 100);
        assertThat(tie.areCloser()).isTrue();
    }

    /**
     * A declaration below the peak costs 60 peaks. If what was learned wastes 45 % of a peak each time, both have cost as much
     * after n runs with 6000 q^n = 45 (1 - q^(n + 1)) / (1 - q) for q = 0.985: n = 72.4.
     */
    @Test
    void oneDeclarationBelowThePeakCostsAsMuchAsManyGenerousAmounts() {
        accuracy.record(99, 145, 100);
        int runs = 0;
        while (!accuracy.areCloser()) {
            accuracy.record(100, 145, 100);
            runs++;
        }
        assertThat(runs).isEqualTo(73);
    }
}
