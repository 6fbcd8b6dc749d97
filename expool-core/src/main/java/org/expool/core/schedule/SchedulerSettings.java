package org.expool.core.schedule;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.expool.Resource;
import org.expool.TimeLimits;
import org.expool.core.memory.MemorySettings;
import org.jspecify.annotations.Nullable;

/**
 * What the scheduler needs to know of a pool. Immutable and thread-safe.
 *
 * @param workers how many jobs run at one time, at least 1
 * @param grace between SIGTERM and SIGKILL
 * @param limits for a round, and for the time that each job waits
 * @param cpus how many CPUs a job can use at most; at least 1
 * @param samplingInterval between two samples of the memory of running jobs; null without a memory sampler
 * @param haltOnFailure whether the first job that does not succeed terminates all others of its round
 * @param chaining whether a job that reached its own limit terminates its relatives
 * @param unchained categories to which chaining does not apply
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

    public SchedulerSettings {
        unchained = Set.copyOf(unchained);
        resources = List.copyOf(resources);
    }

    public static SchedulerSettings ofWorkers(int workers) {
        return builder(workers).build();
    }

    /** Starts from a grace of 5 s, one CPU per job, chaining, and nothing else. */
    public static Builder builder(int workers) {
        return new Builder(workers);
    }

    /** The limit for each round, or null. */
    public @Nullable Duration timeout() {
        return limits.wall();
    }

    /** Collects settings; each method sets the component of its name. Not thread-safe. */
    public static final class Builder {

        private final int workers;
        private Duration grace = Duration.ofSeconds(5);
        private TimeLimits limits = TimeLimits.NONE;
        private int cpus = 1;
        private @Nullable Duration samplingInterval;
        private boolean haltOnFailure;
        private boolean chaining = true;
        private Set<String> unchained = Set.of();
        private List<Resource> resources = List.of();
        private @Nullable MemorySettings memory;

        private Builder(int workers) {
            this.workers = workers;
        }

        public Builder grace(Duration duration) {
            grace = duration;
            return this;
        }

        public Builder limits(TimeLimits all) {
            limits = all;
            return this;
        }

        /** Sets the limit for each round alone. */
        public Builder timeout(@Nullable Duration limit) {
            return limits(limits.wall(limit));
        }

        public Builder cpus(int count) {
            cpus = count;
            return this;
        }

        public Builder samplingInterval(@Nullable Duration interval) {
            samplingInterval = interval;
            return this;
        }

        public Builder haltOnFailure(boolean halt) {
            haltOnFailure = halt;
            return this;
        }

        public Builder chaining(boolean enabled) {
            chaining = enabled;
            return this;
        }

        public Builder unchained(Set<String> categories) {
            unchained = categories;
            return this;
        }

        public Builder resources(List<Resource> declared) {
            resources = declared;
            return this;
        }

        public Builder memory(@Nullable MemorySettings balanced) {
            memory = balanced;
            return this;
        }

        public SchedulerSettings build() {
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
                    memory);
        }
    }
}
