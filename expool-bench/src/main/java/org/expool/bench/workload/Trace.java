package org.expool.bench.workload;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.expool.core.memory.RecordedRun;

/**
 * Generated jobs of several categories, in the order in which they finish: each category in its own order, mixed at
 * random. Categories have 1 to 800 jobs, typically 55; sizes and durations are log-normal, durations growing with the
 * root of the size. Immutable and thread-safe.
 *
 * @param runs what each used
 */
public record Trace(List<RecordedRun> runs) {

    public Trace {
        runs = List.copyOf(runs);
    }

    /**
     * Of as many categories of each pattern.
     *
     * @param seed the same gives the same
     */
    public static Trace of(long seed, List<Pattern> patterns, int categoriesOfEach) {
        Random random = new Random(seed);
        List<List<RecordedRun>> categories = new ArrayList<>();
        for (int i = 0; i < categoriesOfEach; i++) {
            for (Pattern pattern : patterns) {
                categories.add(category(pattern, pattern + " " + i, random));
            }
        }
        List<Integer> order = new ArrayList<>();
        for (int c = 0; c < categories.size(); c++) {
            order.addAll(Collections.nCopies(categories.get(c).size(), c));
        }
        Collections.shuffle(order, random);
        int[] next = new int[categories.size()];
        return new Trace(
                order.stream().map(c -> categories.get(c).get(next[c]++)).toList());
    }

    private static List<RecordedRun> category(Pattern pattern, String name, Random random) {
        int count = (int) Math.max(1, Math.min(800, Math.exp(4 + 1.2 * random.nextGaussian())));
        double base = pattern.base(random.nextDouble());
        double medianSize = Math.exp(14 + 8 * random.nextDouble());
        double spread = 0.3 + random.nextDouble();
        double shape = random.nextDouble();
        List<RecordedRun> runs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double size = Math.exp(spread * random.nextGaussian());
            double peak = base
                    * pattern.peak(new Pattern.Draw(
                            size, (double) i / count, shape, random.nextGaussian(), random.nextDouble()));
            double seconds = Math.exp(2 + random.nextGaussian()) * Math.sqrt(size);
            runs.add(new RecordedRun(
                    name,
                    pattern == Pattern.NO_SIZE ? 0 : size * medianSize,
                    (long) Math.max(Pattern.MEBIBYTE, peak),
                    seconds));
        }
        return runs;
    }
}
