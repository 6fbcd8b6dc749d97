package org.expool.core.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

/** The largest of similar size, for peaks that are Newcomb's times; reference values: src/test/reference/memory.py. */
class SimilarSizePeakModelTest {

    private static final Percentage EXACT = Percentage.withPercentage(1e-8);

    private final RecentRuns runs = new RecentRuns();
    private final SimilarSizePeakModel model = new SimilarSizePeakModel();

    @Test
    void theBoundIsThatOfRunsWithinAQuarterOfTheSize() {
        for (long peak : Arrays.copyOf(PublishedData.newcomb(), 10)) {
            add(100, peak);
        }
        add(80, 1L << 40); // 100 / 80 is not less than 1.25
        add(125, 1L << 40);
        assertThat(model.fit(runs)).isTrue();
        assertThat(model.bound(runs, 100, 1)).isCloseTo(27_171.885438059857, EXACT);
        assertThat(model.bound(runs, 100, 1.5)).isCloseTo(28_337.828157089785, EXACT);
        assertThat(model.typical(runs, 100)).isCloseTo(24_818.2, EXACT);
        assertThat(model.bound(runs, 99.9, 1)).isGreaterThan(1L << 40);
        assertThat(model.bound(runs, 100.1, 1)).isGreaterThan(1L << 40);
        assertThat(model.basis(runs, 100, 27_172).text()).isEqualTo("largest of 10 similar-sized runs + 2.3 KiB");
    }

    @Test
    void fewerThanSixRunsOfSimilarSizeAreTooFew() {
        for (int i = 0; i < 5; i++) {
            add(100, 7);
            add(1000, 9);
        }
        assertThat(model.fit(runs)).isTrue();
        assertThat(model.bound(runs, 100, 1)).isNaN();
        add(100, 7);
        model.fit(runs);
        assertThat(model.bound(runs, 100, 1)).isGreaterThanOrEqualTo(7);
    }

    private void add(double size, long peak) {
        runs.add(new RecordedRun("a", size, peak, 1));
    }
}
