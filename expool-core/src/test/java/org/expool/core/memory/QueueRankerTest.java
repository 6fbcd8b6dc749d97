package org.expool.core.memory;

import static org.assertj.core.api.Assertions.assertThat;

import org.expool.core.memory.QueueRank.Urgency;
import org.junit.jupiter.api.Test;

/** Who is a probe. */
class QueueRankerTest {

    private final Predictor predictor = new Predictor();
    private final QueueRanker standings = new QueueRanker(predictor);

    @Test
    void twoOfAnUnknownCategoryRunBeforeTheOthers() {
        assertThat(urgency("sort")).isEqualTo(Urgency.PROBE);
        standings.started("sort");
        assertThat(urgency("sort")).isEqualTo(Urgency.PROBE);
        standings.started("sort");
        assertThat(urgency("sort")).isEqualTo(Urgency.WAITS_FOR_PROBE);
        assertThat(urgency("merge")).isEqualTo(Urgency.PROBE);
        standings.ended("sort");
        assertThat(urgency("sort")).isEqualTo(Urgency.PROBE); // it failed, and taught nothing
        predictor.learn(new RecordedRun("sort", 0, 1000, 1));
        assertThat(urgency("sort")).isEqualTo(Urgency.KNOWN);
    }

    @Test
    void withoutACategoryThereIsNothingToProbeAndWhereThePeakIsDeclaredTheDuration() {
        assertThat(urgency(null)).isEqualTo(Urgency.KNOWN);
        standings.started(null);
        standings.ended(null);
        assertThat(standings.apply(new MemoryRequest("sort", 0, 77, true, 0, MemoryRequest.ANY)))
                .isEqualTo(new QueueRank(77, 0, Urgency.PROBE));
        assertThat(standings.apply(new MemoryRequest("sort", 0, 77, false, 0, MemoryRequest.ANY)))
                .isEqualTo(new QueueRank(77, 0, Urgency.PROBE));
    }

    @Test
    void whereNothingIsKnownTheAverageIsTakenWhenItIsAsked() {
        assertThat(standings.apply(MemoryRequest.of("sort", 0)).bytes()).isEqualTo(QueueRank.AVERAGE);
    }

    private Urgency urgency(String category) {
        return standings.apply(MemoryRequest.of(category, 0)).urgency();
    }
}
