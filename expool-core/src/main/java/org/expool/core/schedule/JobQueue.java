package org.expool.core.schedule;

import org.expool.core.resource.ResourcePool;
import org.jspecify.annotations.Nullable;

/** Jobs that could start if what they need were free. Part of the scheduler's state. */
interface JobQueue {

    void add(JobEntry job);

    void remove(JobEntry job);

    boolean isEmpty();

    /**
     * Takes the job that starts next; null if none can.
     *
     * @param resources those that are free
     * @param cpus those that are free
     * @param freeWorkers how many may start, at least 1
     */
    @Nullable
    JobEntry take(ResourcePool resources, CpuAssignments cpus, int freeWorkers, long now);

    /** Takes any; null if there is none. */
    @Nullable
    JobEntry takeAny();

    boolean contains(JobEntry job);
}
