package org.expool.core.memory;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RecentRunsTest {

    private final RecentRuns runs = new RecentRuns();

    @Test
    void theLast256AreKeptInTheirOrder() {
        for (int i = 1; i <= 1000; i++) {
            runs.add(new RecordedRun("a", i, 2 * i, 3 * i));
            int count = Math.min(i, 256);
            assertThat(runs.count()).isEqualTo(count);
            assertThat(runs.added()).isEqualTo(i);
            assertThat(runs.size(0)).isEqualTo(i - count + 1);
            assertThat(runs.peak(count - 1)).isEqualTo(2 * i);
            assertThat(runs.logSize(count / 2)).isEqualTo(Math.log(runs.size(count / 2)));
            assertThat(runs.logPeak(count / 2)).isEqualTo(Math.log(runs.peak(count / 2)));
            assertThat(runs.logSeconds(count - 1)).isEqualTo(Math.log(3 * i));
        }
    }
}
