package org.expool.bench.queue;

import java.util.ArrayList;
import java.util.List;
import org.expool.Command;
import org.expool.ExecPool;
import org.expool.Job;
import org.expool.JobHandle;

/** A pool whose workers are all occupied by sleeping jobs until {@link #release}. Not thread-safe. */
final class BlockedPool {

    private static final Job SLEEP = Job.of("blocker", Command.of("sleep", "3600"));
    private static final Job PROBE = Job.of("probe", Command.none());

    private final ExecPool pool;
    private final List<JobHandle> blockers = new ArrayList<>();

    /** Occupies all workers of a new pool. */
    BlockedPool(ExecPool pool) {
        this.pool = pool;
        for (int i = 0; i < pool.workers(); i++) {
            blockers.add(pool.submit(SLEEP));
        }
    }

    JobHandle submit(Job job) {
        return pool.submit(job);
    }

    /** Waits until the pool has handled all calls so far: it handles them in order. */
    void settle() throws InterruptedException {
        JobHandle probe = pool.submit(PROBE);
        probe.cancel();
        probe.await();
    }

    JobHandle blocker() {
        return blockers.get(0);
    }

    /** Frees the workers for what is queued. */
    void release() {
        blockers.forEach(JobHandle::cancel);
    }

    void cancelAll() {
        pool.cancelAll("measured enough");
    }
}
