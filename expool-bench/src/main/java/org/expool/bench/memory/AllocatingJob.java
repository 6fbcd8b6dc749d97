package org.expool.bench.memory;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.expool.Command;
import org.expool.Job;
import org.expool.Output;

/**
 * A job that allocates memory as fast as it can and keeps it for a while. Immutable and thread-safe.
 *
 * @param name unique in its set
 * @param category of similar jobs
 * @param size on which its memory may depend
 * @param mib how much it allocates
 * @param seconds how long it keeps that
 */
record AllocatingJob(String name, String category, double size, int mib, double seconds) {

    private static final int LEAST = 50;
    private static final int MOST = 1500;
    private static final int[] BASES = {70, 160, 330, 520, 760, 1050};

    /** Of six categories, 50 to 1,500 MiB and 0.5 to 4 s each, in three of them growing with the size; always the same. */
    static List<AllocatingJob> mixed(int count) {
        Random random = new Random(60);
        List<AllocatingJob> jobs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int category = i % BASES.length;
            double size = 0.5 + random.nextDouble();
            double noise = 1 + 0.02 * random.nextGaussian();
            double mib = BASES[category] * noise * (category % 2 == 0 ? size : 1);
            jobs.add(new AllocatingJob(
                    "#" + i,
                    "c" + category,
                    size,
                    (int) Math.max(LEAST, Math.min(MOST, mib)),
                    0.5 + 3.5 * random.nextDouble()));
        }
        Collections.shuffle(jobs, random);
        return jobs;
    }

    /** The words of its command. */
    List<String> words(String program) {
        return List.of(program, mib + ":0:" + seconds);
    }

    Job job(String program) {
        return Job.builder(name, new Command(words(program)))
                .category(category)
                .size(size)
                .stdout(Output.discard())
                .build();
    }
}
