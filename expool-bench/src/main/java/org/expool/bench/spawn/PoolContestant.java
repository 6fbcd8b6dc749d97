package org.expool.bench.spawn;

import java.util.ArrayList;
import java.util.List;
import org.expool.Command;
import org.expool.ExecPool;
import org.expool.Job;
import org.expool.JobHandle;
import org.expool.JobResult;
import org.expool.PoolBuilder;
import org.expool.bench.machine.BenchException;
import org.expool.bench.machine.PoolOptions;
import org.expool.bench.machine.Workplace;
import org.expool.spi.Availability;

/**
 * This project's pool as its users use it: a separate job for each run, every handle kept, and every result read before
 * the clock is stopped.
 */
final class PoolContestant implements Contestant {

    private final ExecPool pool;

    PoolContestant(Workplace workplace, PoolBuilder described) {
        pool = PoolOptions.open(workplace, described);
    }

    @Override
    public String name() {
        return isBound() ? "expool-bound" : isHeard() ? "expool-listener" : "expool";
    }

    @Override
    public String description() {
        String what = "the pool, launcher " + PoolOptions.launcher(pool);
        return isBound()
                ? what + ", workers bound by " + PoolOptions.binder(pool)
                : what + (isHeard() ? ", a listener that does nothing" : "");
    }

    /** Whether its workers are bound to CPUs. */
    boolean isBound() {
        return pool.settings().affinity().binds();
    }

    boolean isHeard() {
        return !pool.settings().listeners().isEmpty();
    }

    /** How many jobs run at one time. */
    int workers() {
        return pool.settings().workers();
    }

    @Override
    public Availability prepare() {
        return Availability.available();
    }

    @Override
    public long run(int jobs) throws InterruptedException {
        List<JobHandle> handles = new ArrayList<>(jobs);
        List<JobResult> results = new ArrayList<>(jobs);
        long begin = System.nanoTime();
        for (int i = 0; i < jobs; i++) {
            handles.add(pool.submit(Job.of("true " + i, Command.of("/bin/true"))));
        }
        pool.join();
        for (JobHandle handle : handles) {
            results.add(handle.await());
        }
        long nanos = System.nanoTime() - begin;
        results.forEach(this::check);
        pool.clear();
        return nanos;
    }

    private void check(JobResult result) {
        if (result.unsuccessful()) {
            throw new BenchException(result.job() + ": " + result.outcome().reason(), null);
        }
        boolean timed = result.usage().user() != null && result.usage().system() != null;
        if (!timed && !PoolOptions.isPortable(pool)) {
            throw new BenchException(result.job() + ": its CPU times are missing", null);
        }
    }
}
