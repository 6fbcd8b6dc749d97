package org.expool.tests.endings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.expool.ExecPool;
import org.expool.JobBuilder;
import org.expool.JobResult;
import org.expool.PoolBuilder;
import org.expool.tests.process.Jobs;

/**
 * Where one ending is caused. Immutable and thread-safe.
 *
 * @param containment the provider's name
 * @param folder for files, empty at the beginning
 */
record Stage(String containment, Path folder) {

    /** Long enough for a job to begin, on a busy host. */
    static final Duration SHORT = Duration.ofMillis(500);

    /** The grace of pools. */
    static final Duration GRACE = Duration.ofSeconds(20);

    static final String ENDLESS = "sleep 600";

    PoolBuilder builder(int workers) {
        return ExecPool.builder().workers(workers).grace(GRACE).provider("Containment", containment);
    }

    ExecPool pool(int workers) {
        return builder(workers).build();
    }

    /** A silent job in the folder. */
    JobBuilder shell(String script) {
        return shell("job", script);
    }

    JobBuilder shell(String name, String script) {
        return Jobs.shell(name, script).workdir(folder);
    }

    JobResult alone(JobBuilder job) throws InterruptedException {
        try (ExecPool pool = pool(1)) {
            return pool.run(job.build());
        }
    }

    JobResult alone(String script) throws InterruptedException {
        return alone(shell(script));
    }

    /** Waits until a job has written this file of the folder. */
    void await(String file) throws IOException {
        Jobs.awaitText(folder.resolve(file), "\n");
    }

    Path write(String file, String text) throws IOException {
        return Files.writeString(folder.resolve(file), text);
    }
}
