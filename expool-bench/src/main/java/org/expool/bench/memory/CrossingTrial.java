package org.expool.bench.memory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.expool.Command;
import org.expool.ExecPool;
import org.expool.Job;
import org.expool.JobHandle;
import org.expool.MemorySize;
import org.expool.Output;
import org.expool.bench.machine.BenchException;
import org.expool.bench.machine.PoolOptions;
import org.expool.bench.machine.Workplace;

/**
 * A job grows by 1 GB/s beyond the limit, beside another that uses a sixth of it: how long it runs on. It writes how
 * much it has after each step, and when it gets a signal; a pause shows that it was frozen. Used once.
 */
final class CrossingTrial {

    private static final int BYTES_PER_SECOND = 1_000_000_000;

    /** Steps are 4 ms apart; a virtual machine that is scheduled away may take some dozens. */
    private static final long PAUSE_NANOS = 150_000_000L;

    private final PoolOptions options;
    private final Workplace workplace;
    private final String program;
    private final MemorySize limit;

    /**
     * Makes a trial with this pool.
     *
     * @param program the allocator
     */
    CrossingTrial(PoolOptions options, Workplace workplace, String program, MemorySize limit) {
        this.options = options;
        this.workplace = workplace;
        this.program = program;
        this.limit = limit;
    }

    /**
     * From the crossing of the limit to the first freeze or signal, in milliseconds; negative by the time that was left
     * before it would have crossed.
     */
    double millis() throws InterruptedException {
        long calm = limit.bytes() / 6 >> 20;
        long most = limit.bytes() * 3 / 2 >> 20;
        Path file = workplace.folder().resolve("steps-" + System.nanoTime());
        long own;
        try (ExecPool pool = options.builder(2).memoryLimit(limit).build()) {
            JobHandle allocator = pool.submit(Job.builder("calm", Command.of(program, calm + ":0:60"))
                    .stdout(Output.discard())
                    .build());
            allocator.await(Duration.ofSeconds(1)); // until it has allocated that
            own = MemoryUse.ownBytes();
            JobHandle grower = pool.submit(Job.builder(
                            "grower",
                            Command.of(program, "-v", most + ":" + BYTES_PER_SECOND / (double) (1 << 20) + ":1"))
                    .timeout(Duration.ofSeconds(20))
                    .stdout(Output.appendTo(file))
                    .build());
            grower.await(Duration.ofMillis(1500 + 1000 * limit.bytes() / BYTES_PER_SECOND));
            grower.cancel();
            allocator.cancel();
            grower.await();
        }
        long crossing = (limit.bytes() - own >> 20) - calm;
        return millis(steps(file), crossing);
    }

    private static List<String[]> steps(Path file) {
        List<String[]> steps = new ArrayList<>();
        try {
            for (String line : Files.readAllLines(file)) {
                steps.add(line.split(" "));
            }
        } catch (IOException e) {
            throw new BenchException(file + " cannot be read: " + e.getMessage(), e);
        }
        return steps;
    }

    private static double millis(List<String[]> steps, long crossingMib) {
        long stoppedAt = 0;
        long resident = 0;
        long crossedAt = 0;
        for (String[] step : steps) {
            long at = Long.parseLong(step[0]);
            if (step[1].equals("TERM")) {
                stoppedAt = at;
                break;
            }
            if (stoppedAt > 0 && at - stoppedAt > PAUSE_NANOS) {
                break; // it was frozen after the step before
            }
            stoppedAt = at;
            resident = Long.parseLong(step[1]);
            crossedAt = crossedAt == 0 && resident >= crossingMib ? at : crossedAt;
        }
        if (stoppedAt == 0) {
            throw new BenchException("the job that was to cross the limit has not begun to grow", null);
        }
        return crossedAt > 0
                ? (stoppedAt - crossedAt) / 1e6
                : (resident - crossingMib) * (double) (1 << 20) / BYTES_PER_SECOND * 1e3;
    }
}
