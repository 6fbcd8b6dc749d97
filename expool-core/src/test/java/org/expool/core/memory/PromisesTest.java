package org.expool.core.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** Promises to running jobs. */
class PromisesTest {

    private final Promises promises = new Promises();

    @Test
    void ofEachJobTheLargerOfExpectedAndMeasuredCounts() {
        promises.start(1, 100, 10);
        promises.start(2, 50, 20);
        promises.measured(1, 60);
        promises.measured(2, 80);
        assertThat(promises.promisedBytes()).isEqualTo(180);
        assertThat(promises.measuredBytes()).isEqualTo(140);
        assertThat(promises.averageBytes()).isEqualTo(90);
        promises.measured(2, 10);
        assertThat(promises.promisedBytes()).isEqualTo(150);
        promises.end(1);
        assertThat(promises.promisedBytes()).isEqualTo(50);
        assertThat(promises.measuredBytes()).isEqualTo(10);
        promises.end(2);
        assertThat(promises.promisedBytes()).isZero();
        assertThat(promises.count()).isZero();
    }

    @Test
    void jobsThatDoNotRunAreIgnored() {
        promises.measured(9, 100);
        promises.end(9);
        assertThat(promises.promisedBytes()).isZero();
        promises.start(1, 1, 1);
        assertThatThrownBy(() -> promises.start(1, 1, 1)).hasMessageContaining("job 1");
    }

    @Test
    void theNextFitsIfItFitsBesideThePromises() {
        promises.start(1, 60, 10);
        assertThat(promises.fits(40, 100)).isTrue();
        assertThat(promises.fits(41, 100)).isFalse();
        promises.start(2, Long.MAX_VALUE, 10);
        assertThat(promises.fits(0, 100)).isFalse();
    }

    @Test
    void aReservationIsForTheTimeWhenEnoughHasEnded() {
        promises.start(1, 40, 300);
        promises.start(2, 30, 100);
        promises.start(3, 20, 200);
        assertThat(promises.reservation(50, 100, 1, 0)).isEqualTo(new Reservation(200, 10, 2));
        assertThat(promises.reservation(10, 100, 0, 0)).isEqualTo(new Reservation(100, 30, 0));
        assertThat(promises.reservation(5000, 100, 1, 0)).isEqualTo(new Reservation(300, 0, 3));
    }

    @Test
    void lateJobsAreAssumedToEndNowAndJobsOfUnknownDurationNever() {
        promises.start(1, 40, 300);
        promises.start(2, 40, Long.MAX_VALUE);
        assertThat(promises.reservation(60, 100, 1, 500)).isEqualTo(new Reservation(500, 0, 1));
        assertThat(promises.reservation(90, 100, 1, 500)).isEqualTo(new Reservation(500, 10, 2));
    }

    /** Where nothing runs: the smoothed average of RFC 6298 with its gain of 1/8 (Jacobson 1988), from the first on. */
    @Test
    void theAverageOfThoseThatHaveEndedIsSmoothedWithAGainOfAnEighth() {
        assertThat(promises.averageBytes()).isZero();
        runAndEnd(1000);
        assertThat(promises.averageBytes()).isEqualTo(1000);
        runAndEnd(200);
        assertThat(promises.averageBytes()).isEqualTo(900);
        runAndEnd(200);
        assertThat(promises.averageBytes()).isEqualTo(812); // 812.5
        runAndEnd(5000);
        assertThat(promises.averageBytes()).isEqualTo(1335); // 1335.9
        promises.start(2, 70, 0);
        assertThat(promises.averageBytes()).isEqualTo(70);
    }

    private void runAndEnd(long bytes) {
        promises.start(1, bytes, 0);
        promises.end(1);
    }
}
