package org.expool.core.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** The line through the latest runs, beside NumPy's through the same points (src/test/reference/memory.py). */
class RecentLeastSquaresTest {

    private static final Offset<Double> EXACT = within(1e-7);

    private final RecentRuns runs = new RecentRuns();

    @Test
    void onlyTheLatestRunsCount() {
        addAnscombe();
        LeastSquares line = fit(new RecentLeastSquares(5, false));
        assertThat(line.count()).isEqualTo(5);
        assertThat(line.slope() / 1e8).isCloseTo(0.7574226804123709, EXACT);
        assertThat(line.at(0) / 1e8).isCloseTo(1.4175257731958781, EXACT);
    }

    @Test
    void ofLogarithmsTheSlopeIsThePower() {
        addAnscombe();
        LeastSquares line = fit(new RecentLeastSquares(5, true));
        assertThat(line.slope()).isCloseTo(0.7504847815251582, EXACT);
        assertThat(line.at(0)).isCloseTo(0.4407316503185527 + Math.log(1e8), EXACT);
    }

    @Test
    void runsOfUnknownSizeDoNotCount() {
        addAnscombe();
        runs.add(new RecordedRun("a", 0, 1L << 40, 1));
        LeastSquares line = fit(new RecentLeastSquares(6, false));
        assertThat(line.count()).isEqualTo(5);
        assertThat(line.slope() / 1e8).isCloseTo(0.7574226804123709, EXACT);
    }

    @Test
    void theLineIsComputedOnceForTheSameRuns() {
        addAnscombe();
        RecentLeastSquares recent = new RecentLeastSquares(5, false);
        fit(recent).add(1, 1);
        assertThat(fit(recent).count()).as("not computed again").isEqualTo(6);
        runs.add(new RecordedRun("a", 3, 1, 1));
        assertThat(fit(recent).count()).isEqualTo(5);
    }

    private void addAnscombe() {
        for (double[] point : PublishedData.anscombe()) {
            runs.add(new RecordedRun("a", point[0], Math.round(point[1] * 1e8), 1));
        }
    }

    private LeastSquares fit(RecentLeastSquares recent) {
        recent.fit(runs);
        return recent.line();
    }
}
