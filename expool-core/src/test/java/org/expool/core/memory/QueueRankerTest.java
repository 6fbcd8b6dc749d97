package org.expool.core.memory;

import static org.assertj.core.api.Assertions.assertThat;

import org.expool.core.memory.QueueRank.Urgency;
import org.junit.jupiter.api.Test;

/** Ranks of ready jobs; probes of unknown categories. */
class QueueRankerTest {

    private final Predictor predictor = new Predictor();
    private final QueueRanker ranker = new QueueRanker(predictor);

    @Test
    void twoOfAnUnknownCategoryRunBeforeTheOthers() {
        assertThat(urgency("sort")).isEqualTo(Urgency.PROBE);
        ranker.started("sort");
        assertThat(urgency("sort")).isEqualTo(Urgency.PROBE);
        ranker.started("sort");
        assertThat(urgency("sort")).isEqualTo(Urgency.AFTER_PROBE);
        assertThat(urgency("merge")).isEqualTo(Urgency.PROBE);
        ranker.ended("sort");
        assertThat(urgency("sort")).isEqualTo(Urgency.PROBE); // it failed, so nothing was learned
        predictor.learn(new RecordedRun("sort", 0, 1000, 1));
        assertThat(urgency("sort")).isEqualTo(Urgency.KNOWN);
    }

    @Test
    void withoutACategoryThereAreNoProbesAndWithADeclaredPeakTheDurationIsProbed() {
        assertThat(urgency(null)).isEqualTo(Urgency.KNOWN);
        ranker.started(null);
        ranker.ended(null);
        assertThat(ranker.apply(new MemoryRequest("sort", 0, 77, true, 0, MemoryRequest.UNLIMITED)))
                .isEqualTo(new QueueRank(77, 0, Urgency.PROBE));
        assertThat(ranker.apply(new MemoryRequest("sort", 0, 77, false, 0, MemoryRequest.UNLIMITED)))
                .isEqualTo(new QueueRank(77, 0, Urgency.PROBE));
    }

    @Test
    void anUnknownPeakIsTheAverageAtTheTimeOfTheQuery() {
        assertThat(ranker.apply(MemoryRequest.of("sort", 0)).bytes()).isEqualTo(QueueRank.AVERAGE);
    }

    private Urgency urgency(String category) {
        return ranker.apply(MemoryRequest.of(category, 0)).urgency();
    }
}
