package org.expool.cli.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationTextTest {

    @ParameterizedTest
    @CsvSource({"700ms,PT0.7S", "1.5s,PT1.5S", "3m,PT3M", "1h,PT1H", "2d,PT48H", "90,PT1M30S", "0.25,PT0.25S", "0s,PT0S"
    })
    void readsWhatPeopleWrite(String text, Duration expected) {
        assertThat(DurationText.parse(text)).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "-1s", "1e3", "5 parsecs", "s", "1.s", "PT5S", "5S"})
    void refusesTheRest(String text) {
        assertThat(DurationText.parse(text)).isEmpty();
    }

    @Test
    void refusesWhatIsTooLongForADeadline() {
        assertThat(DurationText.parse("99999999999d")).isEmpty();
        assertThat(DurationText.parse("36500d")).isPresent();
    }
}
