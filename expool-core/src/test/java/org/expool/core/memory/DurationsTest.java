package org.expool.core.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

/** Expected durations; reference values by Python's statistics and NumPy: src/test/reference/memory.py. */
class DurationsTest {

    private static final Percentage EXACT = Percentage.withPercentage(1e-8);

    private final RecentRuns runs = new RecentRuns();
    private final Durations durations = new Durations();

    @Test
    void withoutSizesTheGeometricMeanIsExpected() {
        for (long time : Arrays.copyOf(PublishedData.newcomb(), 10)) {
            runs.add(new RecordedRun("a", 0, 1, time));
        }
        durations.fit(runs);
        assertThat(durations.seconds(0)).isCloseTo(24_818.188919896926, EXACT);
        assertThat(durations.seconds(5)).isCloseTo(24_818.188919896926, EXACT);
    }

    /** Anscombe's first set as logarithms: r is 0.816. */
    @Test
    void whereDurationsFollowSizesAPowerIsExpected() {
        addLogarithms(PublishedData.anscombe());
        assertThat(durations.seconds(Math.exp(20))).isCloseTo(443_258.8061230981, EXACT);
        assertThat(durations.seconds(Math.exp(9))).isCloseTo(1809.6868367297154, EXACT);
        assertThat(durations.seconds(0)).as("unknown size").isCloseTo(1809.686836729717, EXACT);
    }

    @Test
    void theyFollowFromACorrelationOf30PercentOn() {
        addLogarithms(PublishedData.correlated(0.301));
        assertThat(durations.seconds(Math.exp(1))).isCloseTo(Math.exp(0.301), EXACT);
    }

    @Test
    void belowThatTheSizeDoesNotMatter() {
        addLogarithms(PublishedData.correlated(0.299));
        assertThat(durations.seconds(Math.exp(1))).isCloseTo(1, within(1e-8));
    }

    @Test
    void threePointsAreTooFewForALine() {
        addLogarithms(new double[][] {{0, 0}, {1, 1}, {2, 2}});
        assertThat(durations.seconds(Math.exp(5))).isCloseTo(Math.E, EXACT);
    }

    private void addLogarithms(double[][] points) {
        for (double[] point : points) {
            runs.add(new RecordedRun("a", Math.exp(point[0]), 1, Math.exp(point[1])));
        }
        durations.fit(runs);
    }
}
