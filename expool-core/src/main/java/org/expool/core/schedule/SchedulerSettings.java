package org.expool.core.schedule;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.expool.Resource;
import org.expool.TimeLimits;
import org.expool.core.memory.MemorySettings;
import org.jspecify.annotations.Nullable;

/**
 * What the machine needs to know of a pool. Immutable.
 *
 * @param workers how many jobs run at one time, at least 1
 * @param grace between SIGTERM and SIGKILL
 * @param limits for a round, and for the waiting of each job
 * @param cpus how many CPUs a job can use at most; at least 1
 * @param samplingInterval between two looks at the memory of running jobs, or null if nobody can look
 * @param haltOnFailure whether the first job that does not succeed ends all others of its round
 * @param chaining whether a job that reached its own limit takes its relatives with it
 * @param unchained categories of which that does not hold
 * @param resources what jobs may ask for
 * @param memory how memory is balanced, or null if it is not
 */
public record SchedulerSettings(
        int workers,
        Duration grace,
        TimeLimits limits,
        int cpus,
        @Nullable Duration samplingInterval,
        boolean haltOnFailure,
        boolean chaining,
        Set<String> unchained,
        List<Resource> resources,
        @Nullable MemorySettings memory) {

    /** Copies the collections. */
    public SchedulerSettings {
        unchained = Set.copyOf(unchained);
        resources = List.copyOf(resources);
    }

    /** With a grace of 5 s, chains, and nothing else. */
    public static SchedulerSettings ofWorkers(int workers) {
        return new SchedulerSettings(
                workers, Duration.ofSeconds(5), TimeLimits.NONE, 1, null, false, true, Set.of(), List.of(), null);
    }

    /** A copy with a limit for each round. */
    public SchedulerSettings within(@Nullable Duration limit) {
        return new SchedulerSettings(
                workers,
                grace,
                limits.wall(limit),
                cpus,
                samplingInterval,
                haltOnFailure,
                chaining,
                unchained,
                resources,
                memory);
    }

    /** The limit for each round, or null. */
    public @Nullable Duration timeout() {
        return limits.wall();
    }

    /** A copy with other limits. */
    public SchedulerSettings limits(TimeLimits other) {
        return new SchedulerSettings(
                workers, grace, other, cpus, samplingInterval, haltOnFailure, chaining, unchained, resources, memory);
    }

    /** A copy with another grace. */
    public SchedulerSettings grace(Duration duration) {
        return new SchedulerSettings(
                workers,
                duration,
                limits,
                cpus,
                samplingInterval,
                haltOnFailure,
                chaining,
                unchained,
                resources,
                memory);
    }

    /** A copy that samples memory this often. */
    public SchedulerSettings sampling(@Nullable Duration interval) {
        return new SchedulerSettings(
                workers, grace, limits, cpus, interval, haltOnFailure, chaining, unchained, resources, memory);
    }

    /** A copy that halts at the first failure, or does not. */
    public SchedulerSettings halting(boolean halt) {
        return new SchedulerSettings(
                workers, grace, limits, cpus, samplingInterval, halt, chaining, unchained, resources, memory);
    }

    /** A copy with chains, except in these categories, or without. */
    public SchedulerSettings chaining(boolean enabled, Set<String> except) {
        return new SchedulerSettings(
                workers, grace, limits, cpus, samplingInterval, haltOnFailure, enabled, except, resources, memory);
    }

    /** A copy with these resources. */
    public SchedulerSettings resources(List<Resource> declared) {
        return new SchedulerSettings(
                workers, grace, limits, cpus, samplingInterval, haltOnFailure, chaining, unchained, declared, memory);
    }

    /** A copy for a machine on which a job can use so many CPUs. */
    public SchedulerSettings cpus(int count) {
        return new SchedulerSettings(
                workers, grace, limits, count, samplingInterval, haltOnFailure, chaining, unchained, resources, memory);
    }

    /** A copy that balances memory so, or does not. */
    public SchedulerSettings memory(@Nullable MemorySettings balanced) {
        return new SchedulerSettings(
                workers,
                grace,
                limits,
                cpus,
                samplingInterval,
                haltOnFailure,
                chaining,
                unchained,
                resources,
                balanced);
    }
}
