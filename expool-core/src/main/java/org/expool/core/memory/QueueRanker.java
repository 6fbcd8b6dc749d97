package org.expool.core.memory;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.expool.event.MemoryBasis;
import org.jspecify.annotations.Nullable;

/**
 * Ranks ready jobs by their expected memory, duration and urgency. Of a category without finished runs two jobs, the probes,
 * run before the others, because longest-first with unknown memory is harmful; also where memory is declared, because the
 * duration is unknown as well, and a long job that is found late delays the end. The caller must {@link ReadyIndex#refresh} a
 * category after each call that names it. Not thread-safe: part of the scheduler's state.
 */
public final class QueueRanker implements Function<MemoryRequest, QueueRank> {

    private static final int MAX_PROBES = 2;

    private final Predictor predictor;
    private final Map<String, Integer> running = new HashMap<>();

    /** Ranks by the present and later predictions of this predictor. */
    public QueueRanker(Predictor predictor) {
        this.predictor = predictor;
    }

    public void started(@Nullable String category) {
        if (category != null) {
            running.merge(category, 1, Integer::sum);
        }
    }

    /** A started job ended, whether or not it was learned. */
    public void ended(@Nullable String category) {
        if (category != null) {
            running.computeIfPresent(category, (name, count) -> count == 1 ? null : count - 1);
        }
    }

    @Override
    public QueueRank apply(MemoryRequest request) {
        Expectation expected = predictor.expect(request, 0);
        boolean unknown = expected.basis() instanceof MemoryBasis.AverageOfRunning;
        return new QueueRank(
                unknown ? QueueRank.AVERAGE : Math.min(expected.bytes(), request.limitBytes()),
                expected.seconds(),
                urgency(request.category()));
    }

    private QueueRank.Urgency urgency(@Nullable String category) {
        if (category == null || predictor.runs(category) > 0) {
            return QueueRank.Urgency.KNOWN;
        }
        return running.getOrDefault(category, 0) < MAX_PROBES ? QueueRank.Urgency.PROBE : QueueRank.Urgency.AFTER_PROBE;
    }
}
