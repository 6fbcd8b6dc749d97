package org.expool.bench.hostile;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.expool.Command;
import org.expool.Environment;
import org.expool.ExecPool;
import org.expool.Job;
import org.expool.Output;
import org.expool.testkit.HostileJob;
import org.expool.testkit.MemoryGroup;
import org.expool.testkit.Survivors;

/**
 * A pool in which all hostile jobs run at once. Immutable and thread-safe.
 *
 * @param containment the provider's name
 * @param folder for the files by which the jobs report that they are ready
 * @param token of this round, by which all processes are found
 * @param memoryGroup the folder of a {@link MemoryGroup}, or empty
 */
record HostilePool(String containment, Path folder, String token, String memoryGroup) {

    static final Duration GRACE = Duration.ofMillis(100);
    static final List<HostileJob> JOBS = List.of(HostileJob.values());

    /** Read from the arguments of a command. */
    static HostilePool of(List<String> words) {
        return new HostilePool(words.get(0), Path.of(words.get(1)), words.get(2), words.get(3));
    }

    List<String> words() {
        return List.of(containment, folder.toString(), token, memoryGroup);
    }

    ExecPool open() {
        return ExecPool.builder()
                .name("hostile")
                .workers(JOBS.size())
                .grace(GRACE)
                .provider("Containment", containment)
                .build();
    }

    /**
     * Submits all.
     *
     * @return when the last was about to start, by {@link System#nanoTime}, if any has
     */
    AtomicLong fill(ExecPool pool, Duration timeout) {
        AtomicLong lastStart = new AtomicLong(System.nanoTime());
        for (HostileJob job : JOBS) {
            String own = Processes.tokenOf(token, job);
            pool.submit(Job.builder(job.name(), new Command(job.command(own)))
                    .environment(Environment.inherit()
                            .with("READY", job.ready(folder).toString())
                            .with(MemoryGroup.VARIABLE, memoryGroup)
                            .with(Survivors.VARIABLE, own))
                    .stdout(Output.capture())
                    .stderr(Output.discard())
                    .timeout(timeout)
                    .onStart(start -> lastStart.accumulateAndGet(System.nanoTime(), Math::max))
                    .build());
        }
        return lastStart;
    }

    /** The files that exist when all are ready. */
    Stream<Path> readyFiles() {
        return JOBS.stream().map(job -> job.ready(folder));
    }
}
