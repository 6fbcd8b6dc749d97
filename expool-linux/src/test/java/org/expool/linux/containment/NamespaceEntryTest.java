package org.expool.linux.containment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.expool.testkit.NoLeaks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** The result of a trial, with other programs than unshare. */
@ExtendWith(NoLeaks.class)
@Timeout(300)
class NamespaceEntryTest {

    private static final Duration LONG = Duration.ofMinutes(10);

    @Test
    void aWorkingEntryHasNoFailure() {
        assertThat(NamespaceEntry.failure(List.of("true"), LONG)).isEmpty();
    }

    @Test
    void theFailureIsTheOutputOfTheProgram() {
        assertThat(NamespaceEntry.failure(List.of("sh", "-c", "echo no >&2; exit 1"), LONG))
                .isEqualTo("no");
        assertThat(NamespaceEntry.failure(List.of("false"), LONG)).isEqualTo("false exits with 1");
        assertThat(NamespaceEntry.failure(List.of("/nowhere/unshare"), LONG)).contains("util-linux");
    }

    @Test
    void aHangingTrialIsKilled() {
        assertThat(NamespaceEntry.failure(List.of("sleep", "600"), Duration.ofMillis(100)))
                .isEqualTo("sleep hangs");
    }

    @Test
    void anInterruptedTrialIsKilled() {
        Thread.currentThread().interrupt();
        assertThat(NamespaceEntry.failure(List.of("sleep", "600"), LONG)).contains("interrupted");
        assertThat(Thread.interrupted()).isTrue();
    }
}
