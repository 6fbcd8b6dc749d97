package org.expool.bench.prediction;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.expool.bench.workload.Pattern;
import org.expool.core.memory.RecordedRun;

/**
 * A straight line through all runs of the category, raised to the highest of them, if r is above 0.3; else the largest
 * + 128 MiB. Not thread-safe.
 */
final class LinearPromiser implements Promiser {

    private static final double LEAST_CORRELATION = 0.3;

    private final double offset;
    private final LargestPromiser largest = new LargestPromiser();
    private final Map<String, List<RecordedRun>> runs = new HashMap<>();

    /**
     * Adds a margin to the raised line.
     *
     * @param offset in bytes
     */
    LinearPromiser(double offset) {
        this.offset = offset;
    }

    @Override
    public void learn(RecordedRun run) {
        largest.learn(run);
        runs.computeIfAbsent(run.category(), name -> new ArrayList<>()).add(run);
    }

    @Override
    public double promise(String category, double size) {
        List<RecordedRun> known = runs.getOrDefault(category, List.of());
        double meanSize =
                known.stream().mapToDouble(RecordedRun::size).average().orElse(0);
        double meanPeak =
                known.stream().mapToDouble(RecordedRun::peakBytes).average().orElse(0);
        double xx = 0;
        double xy = 0;
        double yy = 0;
        for (RecordedRun run : known) {
            double x = run.size() - meanSize;
            double y = run.peakBytes() - meanPeak;
            xx += x * x;
            xy += x * y;
            yy += y * y;
        }
        if (known.size() < 3 || size == 0 || xx * yy == 0 || xy / Math.sqrt(xx * yy) <= LEAST_CORRELATION) {
            return largest.promise(category, size);
        }
        double slope = xy / xx;
        double highest = known.stream()
                .mapToDouble(run -> run.peakBytes() - meanPeak - slope * (run.size() - meanSize))
                .max()
                .orElse(0);
        return Math.max(Pattern.MEBIBYTE, meanPeak + slope * (size - meanSize) + highest + offset);
    }
}
