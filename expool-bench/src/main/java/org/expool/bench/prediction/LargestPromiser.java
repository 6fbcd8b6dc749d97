package org.expool.bench.prediction;

import java.util.HashMap;
import java.util.Map;
import org.expool.bench.workload.Pattern;
import org.expool.core.memory.RecordedRun;

/** The largest of the category + 128 MiB. Not thread-safe. */
final class LargestPromiser implements Promiser {

    static final double MARGIN = 128 * Pattern.MEBIBYTE;

    private final Map<String, Double> largest = new HashMap<>();

    @Override
    public double promise(String category, double size) {
        Double known = largest.get(category);
        return known == null ? 0 : known + MARGIN;
    }

    @Override
    public void learn(RecordedRun run) {
        largest.merge(run.category(), (double) run.peakBytes(), Math::max);
    }
}
