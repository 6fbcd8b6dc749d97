package org.expool.core.schedule;

import java.util.Map;
import org.expool.CpuDemand;
import org.expool.Job;
import org.jspecify.annotations.Nullable;

/**
 * What a job needs besides a worker. Among jobs with the same needs, the first in the queue's order is the first that
 * can start. Immutable and thread-safe.
 *
 * @param resources how many units, by name
 * @param cpus which CPUs; null for any
 */
record ResourceDemand(
        Map<String, Integer> resources, @Nullable CpuDemand cpus) {

    /** Of a job that asks for nothing. */
    static final ResourceDemand USUAL = new ResourceDemand(Map.of(), CpuDemand.share());

    static ResourceDemand of(Job job) {
        boolean usual = job.resources().isEmpty() && job.cpus().equals(USUAL.cpus) && !job.omitAffinity();
        return usual ? USUAL : new ResourceDemand(job.resources(), job.omitAffinity() ? null : job.cpus());
    }
}
