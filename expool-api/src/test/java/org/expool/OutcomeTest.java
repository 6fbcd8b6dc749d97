package org.expool;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OutcomeTest {

    private static final List<Outcome> EACH = List.of(
            new Outcome.Succeeded(),
            new Outcome.Failed(1),
            new Outcome.Signalled(9),
            Outcome.TimedOut.ofJob(Outcome.TimedOut.Clock.WALL, Duration.ofSeconds(1), Duration.ofSeconds(1)),
            new Outcome.MemoryExceeded(Outcome.MemoryExceeded.Scope.JOB, MemorySize.ofMiB(1), null, false),
            new Outcome.Chained(1, "job", Outcome.Chained.Cause.TIME, "timeout of 1.0 s"),
            new Outcome.Cancelled(Outcome.Cancelled.By.HANDLE, "cancelled"),
            new Outcome.NotStarted(Outcome.NotStarted.Cause.OTHER, "other"),
            new Outcome.Lost("lost"));

    @Test
    void everyKindHasARecord() {
        assertThat(EACH).hasSameSizeAs(Outcome.class.getPermittedSubclasses());
        assertThat(EACH).map(Outcome::kind).contains(Outcome.Kind.values());
    }

    @Test
    void labelsAreThoseOfTheJsonOutput() {
        assertThat(Outcome.Kind.values())
                .extracting(Outcome.Kind::label)
                .containsExactly(
                        "succeeded",
                        "failed",
                        "timed-out",
                        "memory-exceeded",
                        "chained",
                        "cancelled",
                        "not-started",
                        "lost");
    }

    @Test
    void summariesCountByKind() {
        Map<Outcome.Kind, Long> counts = new EnumMap<>(Outcome.Kind.class);
        EACH.forEach(outcome -> counts.merge(outcome.kind(), 1L, Long::sum));
        PoolSummary summary = new PoolSummary(counts, Duration.ZERO, 1, null);

        assertThat(summary.jobs()).isEqualTo(9);
        assertThat(summary.count(Outcome.Kind.FAILED)).isEqualTo(2);
        assertThat(summary.allSucceeded()).isFalse();
        assertThat(new PoolSummary(Map.of(), Duration.ZERO, 0, null).counts()).containsOnlyKeys(Outcome.Kind.values());
    }

    @Test
    void retriesCoverTheKindsTheyName() {
        Retry retry = Retry.times(2).on(Retry.On.FAILED, Retry.On.TIMED_OUT);
        Duration second = Duration.ofSeconds(1);

        assertThat(EACH.stream().filter(retry::covers))
                .extracting(outcome -> outcome.getClass().getSimpleName())
                .containsExactly("Failed", "Signalled", "TimedOut");
        assertThat(retry.covers(Outcome.TimedOut.ofPool(Outcome.TimedOut.Clock.WALL, second, second)))
                .as("the round's limit")
                .isFalse();
    }
}
