package org.expool.bench.latency;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class DateOffsetTest {

    private static final Instant ORIGIN = Instant.parse("2026-11-23T00:00:00.123456789Z");

    @Test
    void narrowsTheOffsetWithEachObservation() {
        DateOffset offset = new DateOffset();
        offset.observe(900, ORIGIN.plusNanos(1000), 1040);
        assertThat(offset.uncertainty()).isEqualTo(140);
        offset.observe(1990, ORIGIN.plusNanos(2000), 2100);
        assertThat(offset.uncertainty()).isEqualTo(50);
    }

    @Test
    void tellsTheNanosecondTimeOfADate() {
        DateOffset offset = new DateOffset();
        offset.observe(990, ORIGIN.plusNanos(1000), 1010);
        assertThat(offset.nanoTime(ORIGIN.plusSeconds(3600))).isEqualTo(3_600_000_000_000L);
    }
}
