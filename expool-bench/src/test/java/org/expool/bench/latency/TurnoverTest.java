package org.expool.bench.latency;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class TurnoverTest {

    @Test
    void followsOneWorkerFromEndToStart() {
        Turnover turnover = Turnover.of(List.of(attempt(10, 50, 60), attempt(75, 100, 120), attempt(125, 150, 160)), 1);
        assertThat(only(turnover.sinceExitCall())).containsExactly(25L, 25L);
        assertThat(only(turnover.sinceNoticed())).containsExactly(5L, 15L);
        assertThat(turnover.skipped()).isZero();
    }

    @Test
    void givesTheFirstEndToTheFirstThatWaited() {
        Attempt longOne = attempt(10, 200, 201);
        Attempt shortOne = attempt(11, 50, 51);
        Attempt third = attempt(54, 100, 101);
        Attempt fourth = attempt(109, 300, 301);
        Turnover turnover = Turnover.of(List.of(longOne, shortOne, third, fourth), 2);
        assertThat(only(turnover.sinceNoticed())).containsExactly(3L, 8L);
    }

    @Test
    void leavesOutAStartThatWaitedForItsSubmission() {
        Attempt late = new Attempt(80, 90, 100, 110);
        Turnover turnover = Turnover.of(List.of(attempt(10, 50, 60), late), 1);
        assertThat(turnover.skipped()).isEqualTo(1);
        assertThat(turnover.sinceNoticed().getTotalCount()).isZero();
    }

    private static Attempt attempt(long started, long exitCall, long noticed) {
        return new Attempt(0, started, exitCall, noticed);
    }

    /** Small values are recorded exactly. */
    private static List<Long> only(Histogram histogram) {
        return java.util.stream.StreamSupport.stream(histogram.recordedValues().spliterator(), false)
                .flatMap(value ->
                        java.util.Collections.nCopies((int) value.getCountAddedInThisIterationStep(), value).stream())
                .map(value -> value.getValueIteratedTo())
                .toList();
    }
}
