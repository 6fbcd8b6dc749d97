package org.expool.bench.queue;

import java.util.ArrayList;
import java.util.List;
import org.expool.Command;
import org.expool.ExecPool;
import org.expool.Job;
import org.expool.JobHandle;

/** A pool whose workers are all taken by sleeping jobs until {@link #release}. Used by one thread. */
final class BlockedPool {

    private static final Job SLEEP = Job.of("blocker", Command.of("sleep", "3600"));
    private static final Job PROBE = Job.of("probe", Command.none());

    private final ExecPool pool;
    private final List<JobHandle> blockers = new ArrayList<>();

    /** Takes all workers of a new pool. */
    BlockedPool(ExecPool pool) {
        this.pool = pool;
        for (int i = 0; i < pool.workers(); i++) {
            blockers.add(pool.submit(SLEEP));
        }
    }

    JobHandle submit(Job job) {
        return pool.submit(job);
    }

    /** Waits until the pool has dealt with everything asked of it so far: it answers in the order of asking. */
    void settle() throws InterruptedException {
        JobHandle probe = pool.submit(PROBE);
        probe.cancel();
        probe.await();
    }

    /** One of the sleeping jobs. */
    JobHandle blocker() {
        return blockers.get(0);
    }

    /** Lets the workers go on with what is queued. */
    void release() {
        blockers.forEach(JobHandle::cancel);
    }

    /** Cancels all that is left. */
    void cancelAll() {
        pool.cancelAll("measured enough");
    }
}
