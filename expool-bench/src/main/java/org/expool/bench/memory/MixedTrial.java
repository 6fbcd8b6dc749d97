package org.expool.bench.memory;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.expool.MemorySize;
import org.expool.bench.machine.BenchException;
import org.expool.bench.machine.Finished;
import org.expool.bench.report.Spread;
import org.expool.bench.report.Table;

/** The same jobs run by each runner in turn, beside the time in which nobody can do it. Used once. */
final class MixedTrial {

    private final List<HeldJob> jobs;
    private final MemorySize limit;
    private final int workers;
    private final Map<String, List<MixedRun>> runs = new LinkedHashMap<>();
    private double bound;

    MixedTrial(List<HeldJob> jobs, MemorySize limit, int workers) {
        this.jobs = jobs;
        this.limit = limit;
        this.workers = workers;
    }

    /** The bound from durations that are measured alone, and the limit less what this virtual machine takes of it. */
    void measureAlone(String program) throws InterruptedException {
        double area = 0;
        double time = 0;
        double longest = 0;
        for (HeldJob job : jobs) {
            long begin = System.nanoTime();
            if (!Finished.run(job.words(program).toArray(String[]::new)).succeeded()) {
                throw new BenchException(job + " did not succeed alone", null);
            }
            double seconds = (System.nanoTime() - begin) / 1e9;
            area += seconds * job.mib() * (1 << 20);
            time += seconds;
            longest = Math.max(longest, seconds);
        }
        double forJobs = limit.bytes() - MemoryUse.ownBytes();
        bound = Math.max(longest, Math.max(area / forJobs, time / workers));
    }

    /** Each runner once in each round. */
    void run(List<MixedRunner> runners, int rounds) throws InterruptedException {
        for (int round = 0; round < rounds; round++) {
            for (MixedRunner runner : runners) {
                runs.computeIfAbsent(runner.name(), name -> new ArrayList<>()).add(runner.run(jobs));
            }
        }
    }

    /** The median of makespans over the bound. */
    double ratio(MixedRunner runner) {
        return spread(Objects.requireNonNull(runs.get(runner.name()))).median() / bound;
    }

    private static Spread spread(List<MixedRun> runs) {
        return Spread.of(runs.stream().mapToDouble(MixedRun::seconds).toArray());
    }

    Table table() {
        List<Map<String, Object>> rows = new ArrayList<>();
        runs.forEach((name, all) -> {
            int restarts = all.stream().mapToInt(MixedRun::restarts).max().orElse(0);
            rows.add(Table.row(
                    "by",
                    name,
                    "seconds",
                    spread(all).median(),
                    "least",
                    spread(all).min(),
                    "most",
                    spread(all).max(),
                    "times the bound",
                    spread(all).median() / bound,
                    "most MiB in use",
                    all.stream().mapToLong(MixedRun::mostBytes).max().orElse(0) >> 20,
                    "restarts, most",
                    restarts < 0 ? "unknown" : String.valueOf(restarts),
                    "failures",
                    all.stream().mapToLong(MixedRun::failures).sum()));
        });
        return new Table(
                String.format(
                        java.util.Locale.ROOT,
                        "%d jobs of 50 to 1500 MiB under %s by %d workers; the bound is %.1f s",
                        jobs.size(),
                        limit,
                        workers,
                        bound),
                rows);
    }
}
