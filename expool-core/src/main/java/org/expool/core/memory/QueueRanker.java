package org.expool.core.memory;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where ready jobs stand, by what the predictor knows and which categories are being probed: of a category of which nothing
 * has finished, two jobs run before the others, as longest-first with unlearned memory is harmful. So they do where memory was
 * declared: how long they take is unknown as well, and what is found out last makes the end late. Not thread-safe: it
 * belongs to whoever owns the state of a pool, who tells an index to {@link ReadyIndex#refresh} a category after each call
 * that names it.
 */
public final class QueueRanker implements Function<MemoryRequest, QueueRank> {

    private static final int PROBES = 2;

    private final Predictor predictor;
    private final Map<String, Integer> running = new HashMap<>();

    /** By what this predictor knows, now and later. */
    public QueueRanker(Predictor predictor) {
        this.predictor = predictor;
    }

    /** A job has been started. */
    public void started(@Nullable String category) {
        if (category != null) {
            running.merge(category, 1, Integer::sum);
        }
    }

    /** A job that had been started has ended, whether or not anything was learned from it. */
    public void ended(@Nullable String category) {
        if (category != null) {
            running.computeIfPresent(category, (name, count) -> count == 1 ? null : count - 1);
        }
    }

    @Override
    public QueueRank apply(MemoryRequest question) {
        Expectation expected = predictor.expect(question, 0);
        boolean unknown = expected.basis() instanceof Basis.AverageOfRunning;
        return new QueueRank(
                unknown ? QueueRank.AVERAGE : Math.min(expected.bytes(), question.mostBytes()),
                expected.seconds(),
                urgency(question.category()));
    }

    private QueueRank.Urgency urgency(@Nullable String category) {
        if (category == null || predictor.runs(category) > 0) {
            return QueueRank.Urgency.KNOWN;
        }
        return running.getOrDefault(category, 0) < PROBES ? QueueRank.Urgency.PROBE : QueueRank.Urgency.WAITS_FOR_PROBE;
    }
}
