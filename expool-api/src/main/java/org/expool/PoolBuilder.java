package org.expool;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Builds an {@link ExecPool}; {@link #build} reports every problem at once. Not thread-safe. */
public final class PoolBuilder {

    private final PoolProvider provider;
    private String name = "expool";
    private int workers = Math.max(1, Runtime.getRuntime().availableProcessors() - 1);
    private TimeLimits limits = TimeLimits.NONE;
    private Duration grace = Duration.ofSeconds(5);
    private Duration samplingInterval = Duration.ofSeconds(2);
    private boolean haltOnFailure;
    private Environment environment = Environment.inherit();
    private final List<PoolListener> listeners = new ArrayList<>();
    private final Map<String, String> providers = new LinkedHashMap<>();
    private MemoryLimit memoryLimit = MemoryLimit.available();
    private @Nullable MemorySize reserve;
    private MemoryKind memoryKind = MemoryKind.TREE;
    private MemoryMeasure memoryMeasure = MemoryMeasure.RESIDENT;
    private @Nullable Path history;
    private Affinity affinity = Affinity.none();
    private MemoryBinding memoryBinding = MemoryBinding.PREFER;
    private boolean chaining = true;
    private final Set<String> unchained = new LinkedHashSet<>();
    private final Map<String, Resource> resources = new LinkedHashMap<>();
    private boolean closeOnShutdown;
    private boolean adoptOrphans;

    PoolBuilder(PoolProvider provider) {
        this.provider = provider;
    }

    /** Sets the name in logs and thread names; {@code expool} by default. */
    public PoolBuilder name(String label) {
        this.name = label;
        return this;
    }

    /**
     * Sets how many jobs run at one time. The default is one less than the number of CPUs this process may use, but at
     * least 1.
     *
     * @param count at least 1; may exceed the number of CPUs
     */
    public PoolBuilder workers(int count) {
        this.workers = count;
        return this;
    }

    /**
     * Ends a round that takes longer, measured from its first submission: running jobs end as timed-out, waiting ones as
     * not-started.
     *
     * @param limit longer than zero; no limit by default
     */
    public PoolBuilder timeout(Duration limit) {
        this.limits = limits.wall(limit);
        return this;
    }

    /**
     * Ends a round whose jobs have used this much CPU time together: running jobs end as timed-out, waiting ones as
     * not-started.
     *
     * @param limit longer than zero; no limit by default
     */
    public PoolBuilder cpuTimeout(Duration limit) {
        this.limits = limits.cpu(limit);
        return this;
    }

    /**
     * Sets the default {@link JobBuilder#silenceTimeout}. All jobs then need outputs that can be watched.
     *
     * @param limit longer than zero; no limit by default
     */
    public PoolBuilder silenceTimeout(Duration limit) {
        this.limits = limits.silence(limit);
        return this;
    }

    /**
     * Sets the default {@link JobBuilder#queueTimeout}.
     *
     * @param limit longer than zero; no limit by default
     */
    public PoolBuilder queueTimeout(Duration limit) {
        this.limits = limits.queue(limit);
        return this;
    }

    /**
     * Sets the time between SIGTERM and SIGKILL when a job is terminated; 5 s by default.
     *
     * @param duration not negative; zero kills at once
     */
    public PoolBuilder grace(Duration duration) {
        this.grace = duration;
        return this;
    }

    /**
     * Sets the time between two samples of the memory of running jobs, if a memory sampler is available; 2 s by default.
     * Results report the measured peak.
     *
     * @param interval at least 1 ms
     */
    public PoolBuilder samplingInterval(Duration interval) {
        this.samplingInterval = interval;
        return this;
    }

    /**
     * Ends a round at its first unsuccessful job: running jobs are terminated, no other job starts, and all of them and those
     * submitted later in the round end as cancelled. Default: false.
     */
    public PoolBuilder haltOnFailure(boolean halt) {
        this.haltOnFailure = halt;
        return this;
    }

    /** Sets environment variables of all jobs, added to those of this process ({@link Environment#adding}) or instead of them. */
    public PoolBuilder environment(Environment variables) {
        this.environment = variables;
        return this;
    }

    /** Adds a listener; listeners are called in the order added. */
    public PoolBuilder listener(PoolListener listener) {
        this.listeners.add(listener);
        return this;
    }

    /**
     * Uses the provider of this name instead of the best available one.
     *
     * @param ability the contract's simple name, like {@code ProcessLauncher}; {@link ExecPool#providers} lists them
     * @param providerName a provider's name, like {@code process-builder}
     */
    public PoolBuilder provider(String ability, String providerName) {
        this.providers.put(ability, providerName);
        return this;
    }

    /**
     * Limits the memory of all jobs together with this JVM: a job whose expected peak does not fit does not start, and
     * if jobs exceed the limit, some are frozen, or terminated and started again later. The default is the available
     * memory of the host. Needs a {@link org.expool.spi.MemorySampler}.
     */
    public PoolBuilder memoryLimit(MemoryLimit limit) {
        this.memoryLimit = limit;
        return this;
    }

    /**
     * Limits the memory of all jobs together with this JVM to an amount.
     *
     * @throws IllegalArgumentException if it is zero
     */
    public PoolBuilder memoryLimit(MemorySize limit) {
        return memoryLimit(MemoryLimit.of(limit));
    }

    /**
     * Sets the part of the host's available memory that the pool never uses.
     *
     * @param size zero for none; by default 256 MiB or a sixteenth of all memory, whichever is smaller
     */
    public PoolBuilder reserve(MemorySize size) {
        this.reserve = size;
        return this;
    }

    /** Sets which processes of a job are counted by default; {@link MemoryKind#TREE} without a setting. */
    public PoolBuilder memoryKind(MemoryKind kind) {
        this.memoryKind = kind;
        return this;
    }

    /** Sets which memory of a process is counted by default; {@link MemoryMeasure#RESIDENT} without a setting. */
    public PoolBuilder memoryMeasure(MemoryMeasure measure) {
        this.memoryMeasure = measure;
        return this;
    }

    /**
     * Sets the policy that selects the jobs to terminate under memory pressure.
     *
     * @param policy the name of a {@link org.expool.spi.TerminationPolicy}: {@code least-lost-work}, the default, or {@code
     *     heaviest-first} (older name: {@code seed})
     */
    public PoolBuilder terminationPolicy(String policy) {
        return provider("TerminationPolicy", policy);
    }

    /**
     * Records the memory and time of jobs by category in a file, for later pools. Several pools may use the same file at the
     * same time.
     *
     * @param file created when the first job has ended; none by default
     */
    public PoolBuilder history(Path file) {
        this.history = file;
        return this;
    }

    /**
     * Binds each worker to separate CPUs. Its jobs find them in {@code EXPOOL_CPUS} and their number in {@code
     * OMP_NUM_THREADS}. A worker without remaining CPUs runs on any. Not bound by default.
     */
    public PoolBuilder affinity(Affinity share) {
        this.affinity = share;
        return this;
    }

    /** Sets the NUMA nodes of the memory of bound workers; {@link MemoryBinding#PREFER} by default. */
    public PoolBuilder memoryBinding(MemoryBinding binding) {
        this.memoryBinding = binding;
        return this;
    }

    /**
     * Sets whether a job that violated its own limit ends its relatives, running and waiting ones: the jobs of the same
     * category, both sizes above 0, whose size times slowdown is not smaller. Default: true.
     */
    public PoolBuilder chaining(boolean enabled) {
        this.chaining = enabled;
        return this;
    }

    /** Sets chaining for the jobs of one category; without effect if chaining is off for the pool. */
    public PoolBuilder chaining(String category, boolean enabled) {
        if (enabled) {
            unchained.remove(category);
        } else {
            unchained.add(category);
        }
        return this;
    }

    /** Declares a resource; replaces an earlier one of its name. */
    public PoolBuilder resource(Resource resource) {
        resources.put(resource.name(), resource);
        return this;
    }

    /**
     * Declares a resource with the variable {@code EXPOOL_RESOURCE_NAME}.
     *
     * @throws InvalidSettingsException if the name is invalid or the count is below 1
     */
    public PoolBuilder resource(String resource, int count) {
        return resource(Resource.of(resource, count));
    }

    /**
     * Closes the pool when the JVM shuts down (SIGTERM, SIGINT, SIGHUP, System.exit): running jobs are cancelled, with their
     * grace, and the JVM waits for their end. Such a pool cannot be built during the shutdown of the JVM. Default: false.
     */
    public PoolBuilder closeOnShutdown(boolean close) {
        this.closeOnShutdown = close;
        return this;
    }

    /**
     * Sets whether orphaned processes of jobs become children of this process. The pool then finds an orphan that has removed
     * its mark and created a new session, if it was seen before. Has an effect only with the containment {@code session}, on
     * Linux 3.4 or newer; strict containments do not need it. Default: false.
     *
     * <p>It changes this process (PR_SET_CHILD_SUBREAPER, prctl(2)): while any such pool is open, <em>all</em> orphans among its
     * descendants become its children, also those of programs started by other means. The pool reaps those of its jobs, each
     * by its process number, and no others: a daemon started by another child, and a process never seen by the pool, stays a
     * zombie after its end until this process ends. The last such pool to close resets the switch if it was off before.
     */
    public PoolBuilder adoptOrphans(boolean adopt) {
        this.adoptOrphans = adopt;
        return this;
    }

    /**
     * Builds the settings only.
     *
     * @throws InvalidSettingsException with every problem found
     */
    public PoolSettings settings() {
        Problems problems = new Problems("pool '" + name + "'");
        problems.checkName("name", name);
        limits.check(problems);
        problems.checkNotNegative("grace", grace);
        if (workers < 1) {
            problems.add("workers", workers, "must be at least 1");
        }
        if (samplingInterval.compareTo(Duration.ofMillis(1)) < 0) {
            problems.add("samplingInterval", samplingInterval, "must be at least 1 ms");
        }
        PoolMemory memory = new PoolMemory(memoryLimit, reserve, memoryKind, memoryMeasure, history);
        memory.check(problems);
        checkVariables(problems);
        problems.throwIfAny();
        return new PoolSettings(
                name,
                workers,
                limits,
                grace,
                samplingInterval,
                haltOnFailure,
                chaining,
                unchained,
                List.copyOf(resources.values()),
                closeOnShutdown,
                adoptOrphans,
                affinity,
                memoryBinding,
                memory,
                environment,
                listeners,
                providers);
    }

    private void checkVariables(Problems problems) {
        Map<String, String> owners = new LinkedHashMap<>();
        for (Resource resource : resources.values()) {
            String other = owners.putIfAbsent(resource.variable(), resource.name());
            if (other != null) {
                problems.add(
                        "resources." + resource.name(),
                        resource.variable(),
                        "is already the variable of '" + other + "'; choose another");
            }
        }
    }

    /**
     * Builds and starts the pool; the caller closes it.
     *
     * @throws InvalidSettingsException with every problem found
     * @throws ProviderMissingException if a required ability has no available provider
     */
    public ExecPool build() {
        return provider.create(settings());
    }
}
