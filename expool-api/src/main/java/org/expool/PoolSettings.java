package org.expool;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a pool, made by {@link PoolBuilder}, whose methods say what each means. Immutable and thread-safe.
 *
 * @param name what logs and thread names call the pool
 * @param workers how many jobs run at one time, at least 1
 * @param limits how long a round may take, and how long jobs may wait that say nothing of their own
 * @param grace between SIGTERM and SIGKILL
 * @param samplingInterval between two looks at the memory of running jobs
 * @param haltOnFailure whether the first job that does not succeed ends the round
 * @param chaining whether a violation by one job ends its relatives
 * @param unchained categories of which that does not hold
 * @param resources what jobs can ask for, in the order declared
 * @param closeOnShutdown whether the end of the JVM closes the pool
 * @param adoptOrphans whether orphans of jobs become children of this process
 * @param affinity which CPUs each worker has for itself
 * @param memoryBinding where the memory of bound workers comes from
 * @param memory how much jobs may take, and how it is measured
 * @param environment the variables of all jobs, over those of this process or alone
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

    /** How long a round may take; null for no limit. */
    public @Nullable Duration timeout() {
        return limits.wall();
    }
}
