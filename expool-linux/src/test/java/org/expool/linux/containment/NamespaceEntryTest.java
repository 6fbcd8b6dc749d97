package org.expool.linux.containment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.expool.testkit.NoLeaks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** What comes of a trial, with other programs than unshare. */
@ExtendWith(NoLeaks.class)
@Timeout(60)
class NamespaceEntryTest {

    private static final Duration LONG = Duration.ofMinutes(10);

    @Test
    void whatWorksIsNotObjectedTo() {
        assertThat(NamespaceEntry.objection(List.of("true"), LONG)).isEmpty();
    }

    @Test
    void aRefusalIsToldInItsOwnWords() {
        assertThat(NamespaceEntry.objection(List.of("sh", "-c", "echo no >&2; exit 1"), LONG))
                .isEqualTo("no");
        assertThat(NamespaceEntry.objection(List.of("false"), LONG)).isEqualTo("false exits with 1");
        assertThat(NamespaceEntry.objection(List.of("/nowhere/unshare"), LONG)).contains("util-linux");
    }

    @Test
    void whatHangsIsEnded() {
        assertThat(NamespaceEntry.objection(List.of("sleep", "600"), Duration.ofMillis(100)))
                .isEqualTo("sleep hangs");
    }

    @Test
    void whatIsInterruptedIsEnded() {
        Thread.currentThread().interrupt();
        assertThat(NamespaceEntry.objection(List.of("sleep", "600"), LONG)).contains("interrupted");
        assertThat(Thread.interrupted()).isTrue();
    }
}
