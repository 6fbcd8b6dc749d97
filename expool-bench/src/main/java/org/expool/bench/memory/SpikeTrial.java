package org.expool.bench.memory;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.expool.Attempt;
import org.expool.Command;
import org.expool.ExecPool;
import org.expool.Job;
import org.expool.JobHandle;
import org.expool.JobResult;
import org.expool.MemorySize;
import org.expool.Output;
import org.expool.Usage;
import org.expool.bench.machine.PoolOptions;
import org.expool.bench.report.Table;

/**
 * Jobs that need little for long and much in the end, so much that those which run together need 1.8 times the limit,
 * without declaring it. Used once.
 */
final class SpikeTrial {

    private static final double OF_LIMIT = 1.8;
    private static final int CATEGORIES = 4;
    private static final int MODEST_MIB = 100;

    private long failures;
    private long oomKills;
    private int restarts;
    private double lostPercent;
    private double seconds;
    private long mostBytes;

    /**
     * Runs it.
     *
     * @param program the allocator
     * @param count how many jobs
     */
    void run(PoolOptions options, String program, MemorySize limit, int workers, int count)
            throws InterruptedException {
        long killsBefore = MemoryUse.oomKills();
        long spike = (long) (OF_LIMIT * limit.bytes() / workers) >> 20;
        try (ExecPool pool = options.builder(workers).memoryLimit(limit).build();
                MemoryUse use = new MemoryUse()) {
            long begin = System.nanoTime();
            List<Job> jobs = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                double early = 1.5 + 0.25 * (i * 7 % 5);
                jobs.add(Job.builder("#" + i, Command.of(program, "-b", MODEST_MIB + ":0:" + early, spike + ":800:0.4"))
                        .category("c" + i % CATEGORIES)
                        .stdout(Output.discard())
                        .build());
            }
            List<JobResult> results = new ArrayList<>();
            for (JobHandle handle : pool.submitAll(List.of(), jobs)) {
                results.add(handle.await());
            }
            seconds = (System.nanoTime() - begin) / 1e9;
            mostBytes = use.mostBytes();
            judge(results);
        }
        oomKills = MemoryUse.oomKills() - killsBefore;
    }

    private void judge(List<JobResult> results) {
        failures = results.stream().filter(JobResult::unsuccessful).count();
        restarts = results.stream().mapToInt(JobResult::postponed).sum();
        double lost = cpuSeconds(
                results.stream().flatMap(result -> result.earlier().stream().map(Attempt::usage)));
        double kept = cpuSeconds(results.stream().map(JobResult::usage));
        lostPercent = 100 * lost / (lost + kept);
    }

    private static double cpuSeconds(Stream<Usage> usages) {
        return usages.flatMap(usage -> Stream.ofNullable(usage.user()).map(user -> user.plus(usage.system())))
                        .mapToDouble(Duration::toNanos)
                        .sum()
                / 1e9;
    }

    long failures() {
        return failures;
    }

    long oomKills() {
        return oomKills;
    }

    double lostPercent() {
        return lostPercent;
    }

    Table table(MemorySize limit) {
        return new Table(
                "late spikes that sum to 1.8 times " + limit,
                List.of(Table.row(
                        "seconds", seconds,
                        "restarts", restarts,
                        "failures", failures,
                        "kernel's OOM kills", oomKills,
                        "CPU time lost, %", lostPercent,
                        "most MiB in use", mostBytes >> 20)));
    }
}
