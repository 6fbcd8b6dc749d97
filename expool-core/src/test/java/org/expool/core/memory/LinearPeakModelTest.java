package org.expool.core.memory;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Percentage;
import org.expool.core.memory.LinearPeakModel.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Bounds of peaks that grow with the size, beside NumPy's of the same points: src/test/reference/memory.py. */
class LinearPeakModelTest {

    private static final double UNIT = 1e8;

    private final RecentRuns runs = new RecentRuns();

    @ParameterizedTest
    @CsvSource({
        "LINEAR, 9, 1, 1053103652.4689796",
        "PROPORTIONAL, 9, 1, 1008521365.8679007",
        "POWER, 9, 1, 1076164068.1166697",
        "LINEAR, 30, 1.3, 2330778612.8994236",
        "PROPORTIONAL, 30, 1.3, 2894915891.810227",
        "POWER, 30, 1.3, 2513891254.0329204"
    })
    void boundsAgreeWithNumPyOnAnscombesFirstSet(Shape shape, double size, double factor, double bound) {
        add(PublishedData.anscombe());
        LinearPeakModel model = model(shape);
        assertThat(model.fit(runs)).isTrue();
        assertThat(model.bound(runs, size, factor)).isCloseTo(bound, Percentage.withPercentage(1e-6));
    }

    @ParameterizedTest
    @EnumSource(Shape.class)
    void doesNotFitBelowACorrelationOf30Percent(Shape shape) {
        addLogarithms(PublishedData.correlated(0.28));
        assertThat(model(shape).fit(runs)).isFalse();
    }

    @ParameterizedTest
    @EnumSource(Shape.class)
    void fitsFromACorrelationOf30PercentOn(Shape shape) {
        addLogarithms(PublishedData.correlated(0.32));
        assertThat(model(shape).fit(runs)).isTrue();
    }

    @Test
    void hasNoBoundForUnknownSizesAndDoesNotFitThreePoints() {
        add(new double[][] {{1, 1}, {2, 2}, {3, 3}});
        assertThat(model(Shape.LINEAR).fit(runs)).isFalse();
        add(new double[][] {{4, 4}});
        LinearPeakModel model = model(Shape.LINEAR);
        assertThat(model.fit(runs)).isTrue();
        assertThat(model.bound(runs, 0, 1)).isNaN();
    }

    private static LinearPeakModel model(Shape shape) {
        return new LinearPeakModel(shape, new RecentLeastSquares(RecentRuns.MAX_RUNS, shape == Shape.POWER));
    }

    private void add(double[][] points) {
        for (double[] point : points) {
            runs.add(new RecordedRun("a", point[0], Math.round(point[1] * UNIT), 1));
        }
    }

    /** Changes so small that a logarithm is almost linear. */
    private void addLogarithms(double[][] points) {
        for (double[] point : points) {
            runs.add(new RecordedRun("a", Math.exp(point[0] / 1000), Math.round(1e12 * Math.exp(point[1] / 1000)), 1));
        }
    }
}
