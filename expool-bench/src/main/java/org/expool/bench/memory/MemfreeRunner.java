package org.expool.bench.memory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.expool.MemorySize;
import org.expool.bench.machine.BenchException;
import org.expool.bench.machine.GnuParallel;
import org.expool.bench.machine.Workplace;

/**
 * GNU parallel with --memfree, which starts a job if so much memory is free on the host, and kills the youngest when
 * less than half of that is. It has no limit for its jobs, so this asks for what the host has available beyond the
 * limit, plus the largest job's need: what a careful user would write. Not thread-safe.
 *
 * @param workplace for its files
 * @param program the allocator
 * @param workers how many jobs run at one time
 * @param limit the memory limit
 */
record MemfreeRunner(Workplace workplace, String program, int workers, MemorySize limit) implements MixedRunner {

    @Override
    public String name() {
        return "GNU parallel --memfree";
    }

    @Override
    public MixedRun run(List<AllocatingJob> jobs) throws InterruptedException {
        int largest = jobs.stream().mapToInt(AllocatingJob::mib).max().orElse(0);
        long spare = Math.max(0, MemoryUse.availableBytes() - limit.bytes()) >> 20;
        ProcessBuilder parallel =
                GnuParallel.command(workplace, workers, "--retries", "20", "--memfree", (spare + largest) + "M");
        parallel.redirectInput(write(jobs).toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        try (MemoryUse use = new MemoryUse()) {
            long begin = System.nanoTime();
            int failures = workplace.start(parallel).waitFor();
            return new MixedRun((System.nanoTime() - begin) / 1e9, use.mostBytes(), -1, failures, List.of());
        }
    }

    private Path write(List<AllocatingJob> jobs) {
        Path file = workplace.folder().resolve("commands");
        try {
            return Files.writeString(
                    file,
                    jobs.stream()
                            .map(job -> String.join(" ", job.words(program)) + "\n")
                            .collect(Collectors.joining()));
        } catch (IOException e) {
            throw new BenchException(file + " cannot be written: " + e.getMessage(), e);
        }
    }
}
