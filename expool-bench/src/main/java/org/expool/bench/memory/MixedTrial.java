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

/** The same jobs run by each runner, compared with a lower bound of their time. Used once. */
final class MixedTrial {

    private final List<AllocatingJob> jobs;
    private final MemorySize limit;
    private final int workers;
    private final Map<String, List<MixedRun>> runs = new LinkedHashMap<>();
    private final double[] least;
    private double forJobs;

    MixedTrial(List<AllocatingJob> jobs, MemorySize limit, int workers) {
        this.jobs = jobs;
        this.limit = limit;
        this.workers = workers;
        least = new double[jobs.size()];
    }

    /** How long each job takes alone, and the limit less what this JVM uses of it. */
    void measureAlone(String program) throws InterruptedException {
        for (int i = 0; i < least.length; i++) {
            AllocatingJob job = jobs.get(i);
            long begin = System.nanoTime();
            if (!Finished.run(job.words(program).toArray(String[]::new)).succeeded()) {
                throw new BenchException(job + " did not succeed alone", null);
            }
            least[i] = (System.nanoTime() - begin) / 1e9;
        }
        forJobs = limit.bytes() - MemoryUse.ownBytes();
    }

    /**
     * A lower bound of the makespan, by the shortest time that each job took, alone or in a run: a virtual machine
     * gives free memory back to its host, so that a job that runs alone may take longer than one that gets memory that
     * was just freed.
     */
    private double bound() {
        double area = 0;
        double time = 0;
        double longest = 0;
        for (int i = 0; i < least.length; i++) {
            area += least[i] * jobs.get(i).mib() * (1 << 20);
            time += least[i];
            longest = Math.max(longest, least[i]);
        }
        return Math.max(longest, Math.max(area / forJobs, time / workers));
    }

    /** Each runner once in each round. */
    void run(List<MixedRunner> runners, int rounds) throws InterruptedException {
        for (int round = 0; round < rounds; round++) {
            for (MixedRunner runner : runners) {
                MixedRun run = runner.run(jobs);
                runs.computeIfAbsent(runner.name(), name -> new ArrayList<>()).add(run);
                for (int i = 0; i < run.durations().size(); i++) {
                    least[i] = Math.min(least[i], run.durations().get(i));
                }
            }
        }
    }

    /** The median of makespans over the bound. */
    double ratio(MixedRunner runner) {
        return spread(Objects.requireNonNull(runs.get(runner.name()))).median() / bound();
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
                    spread(all).median() / bound(),
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
                        bound()),
                rows);
    }
}
