package org.expool.simulator.trace;

import java.util.List;

/** A lower bound of the makespan of jobs. Stateless. */
public final class LowerBound {

    private LowerBound() {}

    /**
     * The largest of memory times time over the available memory, CPUs times time over the available CPUs, and the
     * longest job.
     *
     * @param jobs those that run to their ends
     * @return in seconds; 0 without jobs
     */
    public static double seconds(List<TraceJob> jobs, ReplaySettings settings) {
        double memory = 0;
        double cpus = 0;
        double longest = 0;
        for (TraceJob job : jobs) {
            memory += job.area();
            cpus += job.cpus() * job.seconds();
            longest = Math.max(longest, job.seconds());
        }
        return Math.max(longest, Math.max(memory / settings.limitBytes(), cpus / settings.cpus()));
    }
}
