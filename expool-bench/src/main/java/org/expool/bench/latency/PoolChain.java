package org.expool.bench.latency;

import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.expool.Command;
import org.expool.ExecPool;
import org.expool.Job;
import org.expool.JobHandle;
import org.expool.JobResult;
import org.expool.bench.machine.BenchException;
import org.expool.bench.machine.PoolOptions;
import org.expool.bench.machine.Workplace;

/** This project's pool, measured from outside: by the dates in its results and the stamps of its jobs. */
final class PoolChain implements Chain {

    private final String program;
    private final PoolOptions pools;
    private final int warmUp;
    private String name = "expool";
    private long uncertainty;

    PoolChain(String program, PoolOptions pools, int warmUp) {
        this.program = program;
        this.pools = pools;
        this.warmUp = warmUp;
    }

    @Override
    public String name() {
        return name;
    }

    /** The largest error of dates, in nanoseconds. */
    long uncertainty() {
        return uncertainty;
    }

    @Override
    public List<Attempt> run(Scenario scenario, int jobs) throws InterruptedException {
        try (Workplace workplace = new Workplace()) {
            ExecPool pool = pools.open(workplace, scenario.workers());
            name = "expool, " + PoolOptions.launcher(pool);
            Stamps stamps = new Stamps(workplace.folder().resolve("stamps"));
            run(pool, stamps.cleared(warmUp), new Scenario("warm-up", scenario.workers(), 0, 0), warmUp);
            return run(pool, stamps.cleared(jobs), scenario, jobs);
        }
    }

    private List<Attempt> run(ExecPool pool, Stamps stamps, Scenario scenario, int jobs) throws InterruptedException {
        long[] before = new long[jobs];
        long[] after = new long[jobs];
        List<JobHandle> handles = new ArrayList<>(jobs);
        for (int i = 0; i < jobs; i++) {
            Job job = job(stamps, i, scenario.sleepMicros());
            before[i] = System.nanoTime();
            handles.add(pool.submit(job));
            after[i] = System.nanoTime();
        }
        List<JobResult> results = new ArrayList<>(jobs);
        DateOffset offset = new DateOffset();
        for (int i = 0; i < jobs; i++) {
            JobResult result = handles.get(i).await();
            results.add(result);
            offset.observe(before[i], result.submittedAt(), after[i]);
        }
        uncertainty = Math.max(uncertainty, offset.uncertainty() / 2);
        return attempts(results, offset, after, stamps.read());
    }

    private Job job(Stamps stamps, int number, int sleepMicros) {
        return Job.of(
                "stamp " + number,
                Command.of(program, stamps.file().toString(), String.valueOf(number), String.valueOf(sleepMicros)));
    }

    private static List<Attempt> attempts(
            List<JobResult> results, DateOffset offset, long[] queued, LongBuffer stamps) {
        List<Attempt> attempts = new ArrayList<>(results.size());
        for (int i = 0; i < results.size(); i++) {
            JobResult result = results.get(i);
            if (result.unsuccessful()) {
                throw new BenchException(result.job() + ": " + result.outcome().reason(), null);
            }
            attempts.add(new Attempt(
                    queued[i],
                    offset.nanoTime(Objects.requireNonNull(result.startedAt())),
                    stamps.get(i),
                    offset.nanoTime(result.finishedAt())));
        }
        return attempts;
    }
}
