package org.expool.core.memory;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

/** The largest peak and a margin, for peaks that are Newcomb's times; reference values: src/test/reference/memory.py. */
class LargestPeakModelTest {

    private static final Percentage EXACT = Percentage.withPercentage(1e-8);

    private final RecentRuns runs = new RecentRuns();

    @Test
    void agreesWithNumPyOnAllRuns() {
        addNewcomb();
        LargestPeakModel model = new LargestPeakModel(RecentRuns.MAX_RUNS);
        assertThat(model.fit(runs)).isTrue();
        assertThat(model.bound(runs, 0, 1)).isCloseTo(25_401.911205352575, EXACT);
        assertThat(model.typical(runs, 0)).isCloseTo(24_826.21212121212, EXACT);
        assertThat(model.basis(runs, 0, 25_402).text()).isEqualTo("largest of 66 runs + 562 B");
    }

    @Test
    void agreesWithNumPyOnTheLast32() {
        addNewcomb();
        LargestPeakModel model = new LargestPeakModel(32);
        assertThat(model.fit(runs)).isTrue();
        assertThat(model.bound(runs, 0, 1)).isCloseTo(26_050.478969297677, EXACT);
        assertThat(model.typical(runs, 0)).isCloseTo(24_828.125, EXACT);
        assertThat(model.basis(runs, 0, 26_050).text()).startsWith("largest of 32 recent runs");
    }

    @Test
    void aWindowNeedsMoreRunsThanItHas() {
        addNewcomb();
        assertThat(new LargestPeakModel(66).fit(runs)).isFalse();
    }

    private void addNewcomb() {
        for (long peak : PublishedData.newcomb()) {
            runs.add(new RecordedRun("a", 0, peak, 1));
        }
    }
}
