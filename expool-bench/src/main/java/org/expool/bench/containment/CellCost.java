package org.expool.bench.containment;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.expool.Command;
import org.expool.ExecPool;
import org.expool.Job;
import org.expool.JobHandle;
import org.expool.JobResult;
import org.expool.bench.machine.BenchException;
import org.expool.bench.machine.Level;
import org.expool.bench.machine.Workplace;
import org.expool.bench.report.Spread;

/** What jobs cost with one containment, measured round by round. Not thread-safe. */
final class CellCost {

    private static final long PAUSE = 50_000_000; // ns

    private final Level level;
    private final int workers;
    private final ExecPool pool;
    private final double[] inARow;
    private final double[] paused;

    CellCost(Level level, int workers, int rounds, Workplace workplace) {
        this.level = level;
        this.workers = workers;
        inARow = new double[rounds];
        paused = new double[rounds];
        pool = ExecPool.builder()
                .name("bench")
                .workers(workers)
                .provider("Containment", level.name())
                .build();
        workplace.atEnd(pool::close);
    }

    Level level() {
        return level;
    }

    /** How long a worker is busy with a job that follows another at once, ms, for each round. */
    double[] inARow() {
        return inARow;
    }

    /** The median time from the call of submit to the result, ms, for each round. */
    double[] paused() {
        return paused;
    }

    void warmUp(int jobs, int jobsWithPauses) throws InterruptedException {
        millisInARow(jobs);
        millisPaused(jobsWithPauses);
    }

    void run(int round, int jobs, int jobsWithPauses) throws InterruptedException {
        inARow[round] = millisInARow(jobs);
        paused[round] = millisPaused(jobsWithPauses);
    }

    private double millisInARow(int jobs) throws InterruptedException {
        List<JobHandle> handles = new ArrayList<>(jobs);
        long begin = System.nanoTime();
        for (int i = 0; i < jobs; i++) {
            handles.add(pool.submit(job()));
        }
        for (JobHandle handle : handles) {
            check(handle.await());
        }
        long nanos = System.nanoTime() - begin;
        pool.clear();
        return workers * nanos / 1e6 / jobs;
    }

    private double millisPaused(int jobs) throws InterruptedException {
        double[] millis = new double[jobs];
        for (int i = 0; i < jobs; i++) {
            LockSupport.parkNanos(PAUSE);
            long begin = System.nanoTime();
            check(pool.submit(job()).await());
            millis[i] = (System.nanoTime() - begin) / 1e6;
        }
        pool.clear();
        return Spread.of(millis).median();
    }

    private static Job job() {
        return Job.of("true", Command.of("/bin/true"));
    }

    private static void check(JobResult result) {
        if (result.unsuccessful()) {
            throw new BenchException(result.job() + ": " + result.outcome().reason(), null);
        }
    }
}
