package org.expool.bench.prediction;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.expool.bench.workload.Pattern;
import org.expool.bench.workload.Trace;

/**
 * All promisers on the same traces. Immutable and thread-safe.
 *
 * @param scores the mean over the traces, by promiser, the pool's own last
 */
record Contest(Map<String, Score> scores) {

    private static final String OWN = "expool";

    /**
     * Runs it.
     *
     * @param traces how many, of seeds from 0
     */
    static Contest run(List<Pattern> patterns, int categoriesOfEach, int traces) {
        Map<String, Supplier<Promiser>> promisers = new LinkedHashMap<>();
        promisers.put("largest + 128 MiB", LargestPromiser::new);
        promisers.put("line", () -> new LinearPromiser(0));
        promisers.put("line + 128 MiB", () -> new LinearPromiser(LargestPromiser.MARGIN));
        promisers.put(OWN, Promiser::expool);
        Map<String, Score> scores = new LinkedHashMap<>();
        promisers.forEach((name, promiser) -> scores.put(
                name,
                mean(LongStream.range(0, traces)
                        .mapToObj(seed -> Score.of(promiser.get(), Trace.of(seed, patterns, categoriesOfEach)))
                        .toList())));
        return new Contest(scores);
    }

    private static Score mean(List<Score> scores) {
        return new Score(
                scores.stream().mapToDouble(Score::usedOverPromised).average().orElseThrow(),
                scores.stream().mapToDouble(Score::tooSmallPercent).average().orElseThrow());
    }

    /** The pool's. */
    Score own() {
        return Objects.requireNonNull(scores.get(OWN));
    }

    /** The best of the others in used/promised. */
    double bestOther() {
        return scores.entrySet().stream()
                .filter(entry -> !entry.getKey().equals(OWN))
                .mapToDouble(entry -> entry.getValue().usedOverPromised())
                .max()
                .orElseThrow();
    }

    /** A line of a table. */
    Map<String, Object> row(String trace) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("jobs", trace);
        scores.forEach((name, score) -> {
            row.put(name, score.usedOverPromised());
            row.put(name + " %", score.tooSmallPercent());
        });
        return row;
    }
}
