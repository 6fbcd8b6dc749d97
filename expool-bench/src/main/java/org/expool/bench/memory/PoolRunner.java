package org.expool.bench.memory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.expool.ExecPool;
import org.expool.JobHandle;
import org.expool.JobResult;
import org.expool.MemorySize;
import org.expool.bench.machine.BenchException;
import org.expool.bench.machine.PoolOptions;
import org.expool.bench.machine.Workplace;

/**
 * A pool with or without a history. Not thread-safe.
 *
 * @param options of the pool
 * @param workplace for its history file
 * @param program the allocator
 * @param workers how many jobs run at one time
 * @param limit the memory limit
 * @param experienced whether it has a history of all jobs
 */
record PoolRunner(
        PoolOptions options, Workplace workplace, String program, int workers, MemorySize limit, boolean experienced)
        implements MixedRunner {

    @Override
    public String name() {
        return experienced ? "expool, with history" : "expool, cold";
    }

    @Override
    public MixedRun run(List<AllocatingJob> jobs) throws InterruptedException {
        Path learned = workplace.folder().resolve("history");
        Path history = workplace.folder().resolve("history-of-run");
        try {
            if (experienced) {
                Files.copy(learned, history, StandardCopyOption.REPLACE_EXISTING);
            } else {
                Files.deleteIfExists(history);
            }
            MixedRun run = runWith(history, jobs);
            if (!experienced) {
                Files.copy(history, learned, StandardCopyOption.REPLACE_EXISTING);
            }
            return run;
        } catch (IOException e) {
            throw new BenchException("the pool's history: " + e.getMessage(), e);
        }
    }

    private MixedRun runWith(Path history, List<AllocatingJob> jobs) throws InterruptedException {
        try (ExecPool pool = options.builder(workers)
                        .memoryLimit(limit)
                        .history(history)
                        .build();
                MemoryUse use = new MemoryUse()) {
            long begin = System.nanoTime();
            List<JobHandle> handles = pool.submitAll(
                    List.of(), jobs.stream().map(job -> job.job(program)).toList());
            pool.join();
            double seconds = (System.nanoTime() - begin) / 1e9;
            int restarts = 0;
            List<Double> durations = new ArrayList<>();
            for (JobHandle handle : handles) {
                JobResult result = handle.await();
                restarts += result.postponed();
                durations.add(result.wall().toNanos() / 1e9);
            }
            return new MixedRun(
                    seconds,
                    use.mostBytes(),
                    restarts,
                    pool.failures().stream().filter(JobResult::unsuccessful).count(),
                    durations);
        }
    }
}
