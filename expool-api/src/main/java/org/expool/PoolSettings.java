package org.expool;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a pool, created by {@link PoolBuilder}, whose methods document them. Immutable and thread-safe.
 *
 * @param name the name in logs and thread names
 * @param workers how many jobs run at one time, at least 1
 * @param limits limits of a round, and default silence and queue limits of its jobs
 * @param grace the time between SIGTERM and SIGKILL
 * @param samplingInterval the time between two samples of the memory of running jobs
 * @param haltOnFailure whether the first unsuccessful job ends the round
 * @param chaining whether a job that violates its own limit ends its relatives
 * @param unchained categories to which chaining does not apply
 * @param resources the resources that jobs can occupy, in the order declared
 * @param closeOnShutdown whether the end of the JVM closes the pool
 * @param adoptOrphans whether orphans of jobs become children of this process
 * @param affinity how the CPUs are divided among workers
 * @param memoryBinding the NUMA nodes of the memory of bound workers
 * @param memory the memory limit of all jobs, and how memory is measured
 * @param environment the variables of all jobs, added to those of this process or instead of them
 * @param listeners called in this order
 * @param providers names of providers to use instead of the best available, by ability
 */
public record PoolSettings(
        String name,
        int workers,
        TimeLimits limits,
        Duration grace,
        Duration samplingInterval,
        boolean haltOnFailure,
        boolean chaining,
        Set<String> unchained,
        List<Resource> resources,
        boolean closeOnShutdown,
        boolean adoptOrphans,
        Affinity affinity,
        MemoryBinding memoryBinding,
        PoolMemory memory,
        Environment environment,
        List<PoolListener> listeners,
        Map<String, String> providers) {

    /** Copies the collections. */
    public PoolSettings {
        unchained = Set.copyOf(unchained);
        resources = List.copyOf(resources);
        listeners = List.copyOf(listeners);
        providers = Map.copyOf(providers);
    }

    /** The longest time of a round; null for no limit. */
    public @Nullable Duration timeout() {
        return limits.wall();
    }
}
