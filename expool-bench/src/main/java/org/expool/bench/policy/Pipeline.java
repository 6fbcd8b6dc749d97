package org.expool.bench.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.expool.simulator.trace.TraceJob;

/** Jobs of three steps of a pipeline: many small ones, some that grow with their input, a few large ones. Stateless. */
final class Pipeline {

    /** In the order in which they are named. */
    static final List<String> CATEGORIES = List.of("sort", "align", "assemble");

    private Pipeline() {}

    /** So many jobs, the same for each call. */
    static List<TraceJob> jobs(int count) {
        Random random = new Random(5);
        List<TraceJob> jobs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double noise = Math.exp(0.05 * random.nextGaussian());
            double size = Math.exp(0.5 * random.nextGaussian());
            double gib = switch (i % 8) {
                case 7 -> 6 * noise;
                case 2, 4, 6 -> 2.5 * size * noise;
                default -> 0.7 * noise;
            };
            double seconds = (i % 8 == 7 ? 30 : 40 * size) * Math.exp(0.2 * random.nextGaussian());
            String category = i % 8 == 7 ? "assemble" : i % 2 == 0 && i % 8 != 0 ? "align" : "sort";
            jobs.add(TraceJob.of("#" + i, category, size, seconds, (long) (Math.min(gib, 15) * (1L << 30))));
        }
        return jobs;
    }
}
