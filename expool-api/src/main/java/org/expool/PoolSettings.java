package org.expool;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a pool, made by {@link PoolBuilder}, whose methods say what each means. Immutable and thread-safe.
 *
 * @param name what logs and thread names call the pool
 * @param workers how many jobs run at one time, at least 1
 * @param timeout how long a round may take; null for no limit
 * @param grace between SIGTERM and SIGKILL
 * @param samplingInterval between two looks at the memory of running jobs
 * @param haltOnFailure whether the first job that does not succeed ends the round
 * @param environment the variables of all jobs, over those of this process or alone
 * @param listeners called in this order
 * @param providers names of providers to use instead of the best available, by ability
 */
public record PoolSettings(
        String name,
        int workers,
        @Nullable Duration timeout,
        Duration grace,
        Duration samplingInterval,
        boolean haltOnFailure,
        Environment environment,
        List<PoolListener> listeners,
        Map<String, String> providers) {

    /** Copies the collections. */
    public PoolSettings {
        listeners = List.copyOf(listeners);
        providers = Map.copyOf(providers);
    }
}
