package org.expool.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.expool.Environment;
import org.junit.jupiter.api.Test;

class CallerEnvironmentTest {

    @Test
    void givesJobsTheLocaleOfTheCaller() {
        assertThat(CallerEnvironment.of(Map.of("A", "b", "LC_ALL", "C.UTF-8", "EXPOOL_LC_ALL", "C")))
                .isEqualTo(Environment.only(Map.of("A", "b", "LC_ALL", "C")));
        assertThat(CallerEnvironment.of(Map.of("A", "b", "LC_ALL", "C.UTF-8", "EXPOOL_LC_ALL", "")))
                .isEqualTo(Environment.only(Map.of("A", "b")));
        assertThat(CallerEnvironment.of(Map.of("A", "b"))).isEqualTo(Environment.inherit());
    }
}
