package org.expool.core.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Simple linear regression, against certified values and against NumPy (src/test/reference/memory.py). */
class LeastSquaresTest {

    private final LeastSquares line = new LeastSquares();

    /** Certified values of NIST StRD, Norris: B0, B1 and R squared to 15 digits. */
    @Test
    void agreesWithTheCertifiedValuesOfNorris() {
        add(PublishedData.norris(), 0);
        assertThat(line.count()).isEqualTo(36);
        assertThat(line.at(0)).isCloseTo(-0.262323073774029, within(1e-11));
        assertThat(line.slope()).isCloseTo(1.00211681802045, within(1e-13));
        assertThat(line.correlation() * line.correlation()).isCloseTo(0.999993745883712, within(1e-13));
    }

    /** The slope does not depend on where x begins; sums of squares would lose it here (Chan, Golub and LeVeque 1983). */
    @Test
    void staysExactWhereSizesAreLargeBesideTheirSpread() {
        add(PublishedData.norris(), 1e9);
        assertThat(line.slope()).isCloseTo(1.00211681802045, within(1e-9));
        assertThat(line.correlation() * line.correlation()).isCloseTo(0.999993745883712, within(1e-9));
    }

    @Test
    void agreesWithNumPyOnAnscombesFirstSet() {
        add(PublishedData.anscombe(), 0);
        Offset<Double> exact = within(1e-12);
        assertThat(line.slope()).isCloseTo(0.5000909090909094, exact);
        assertThat(line.at(0)).isCloseTo(3.000090909090908, exact);
        assertThat(line.correlation()).isCloseTo(0.81642051634484, exact);
        assertThat(line.meanY()).isCloseTo(82.51 / 11, exact);
    }

    /**
     * The part of the half width of a prediction interval that depends on x: sqrt(1 + (x - mean)^2 / Sxx) (Montgomery, Peck
     * and Vining, Introduction to Linear Regression Analysis, 2.5).
     */
    @Test
    void theIntervalOfPredictionWidensWithTheDistanceFromTheMean() {
        add(PublishedData.anscombe(), 0);
        assertThat(line.leverage(9)).isEqualTo(1);
        assertThat(line.leverage(14)).isCloseTo(1.1078234188139946, within(1e-12));
        assertThat(line.leverage(30)).isCloseTo(2.238099843414254, within(1e-12));
    }

    @Test
    void theCoefficientOfCorrelationIsPearsons() {
        for (double r : new double[] {-1, -0.3, 0, 0.29, 0.31, 1}) {
            line.clear();
            add(PublishedData.correlated(r), 0);
            assertThat(line.correlation()).isCloseTo(r, within(1e-12));
        }
    }

    @Test
    void pointsOfOneSizeHaveNoSlope() {
        line.add(5, 1);
        line.add(5, 3);
        assertThat(line.slope()).isZero();
        assertThat(line.correlation()).isZero();
        assertThat(line.at(99)).isEqualTo(2);
        assertThat(line.leverage(99)).isEqualTo(1);
    }

    private void add(double[][] points, double shift) {
        for (double[] point : points) {
            line.add(point[0] + shift, point[1]);
        }
    }
}
