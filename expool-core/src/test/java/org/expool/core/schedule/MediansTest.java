package org.expool.core.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import org.expool.core.memory.PublishedData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Medians of Newcomb's times, beside those of Python's statistics.median: src/test/reference/memory.py. */
class MediansTest {

    private final Medians medians = new Medians();

    /** Of the first ten it is 24,826.5, of which whole nanoseconds are kept. */
    @ParameterizedTest
    @CsvSource({"66, 24827", "10, 24826", "4, 24827", "3, 24828", "1, 24828"})
    void agreesWithPythonOnNewcombsTimes(int count, long median) {
        for (long time : Arrays.copyOf(PublishedData.newcomb(), count)) {
            medians.succeeded("a", time);
        }
        assertThat(medians.of("a")).isEqualTo(Duration.ofNanos(median));
    }

    @Test
    void ofTwoInTheMiddleItIsTheirMean() {
        medians.succeeded("a", 3);
        medians.succeeded("a", 5);
        assertThat(medians.of("a")).isEqualTo(Duration.ofNanos(4));
        medians.succeeded("a", Long.MAX_VALUE);
        medians.succeeded("a", Long.MAX_VALUE - 2);
        medians.succeeded("a", Long.MAX_VALUE);
        medians.succeeded("a", Long.MAX_VALUE - 2);
        assertThat(medians.of("a")).isEqualTo(Duration.ofNanos(Long.MAX_VALUE - 2));
    }

    @Test
    void onlyTheLast1001Count() {
        for (int i = 0; i < 501; i++) {
            medians.succeeded("a", 1000);
        }
        for (int i = 0; i < 500; i++) {
            medians.succeeded("a", 10);
        }
        assertThat(medians.of("a")).isEqualTo(Duration.ofNanos(1000));
        medians.succeeded("a", 10);
        assertThat(medians.of("a")).isEqualTo(Duration.ofNanos(10));
    }

    @Test
    void eachCategoryHasItsOwn() {
        medians.succeeded("a", 1000);
        assertThat(medians.of("b")).isNull();
    }
}
