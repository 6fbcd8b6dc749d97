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

/** Describes an {@link ExecPool} step by step; {@link #build} reports every problem at once. Not thread-safe. */
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

    /** What logs and thread names call the pool; {@code expool} by default. */
    public PoolBuilder name(String label) {
        this.name = label;
        return this;
    }

    /**
     * How many jobs run at one time. The default leaves one of the CPUs this process may use to the rest, but is at
     * least 1.
     *
     * @param count at least 1; may exceed the number of CPUs
     */
    public PoolBuilder workers(int count) {
        this.workers = count;
        return this;
    }

    /**
     * Ends a round that takes longer, measured from its first submission: running jobs are timed-out, waiting ones
     * not-started.
     *
     * @param limit longer than zero; no limit by default
     */
    public PoolBuilder timeout(Duration limit) {
        this.limits = limits.wall(limit);
        return this;
    }

    /**
     * Ends a round whose jobs have used this much CPU time together: running jobs are timed-out, waiting ones not-started.
     *
     * @param limit longer than zero; no limit by default
     */
    public PoolBuilder cpuTimeout(Duration limit) {
        this.limits = limits.cpu(limit);
        return this;
    }

    /**
     * The limit without output of jobs that have none of their own. All jobs then need outputs that can be watched; see {@link
     * JobBuilder#silenceTimeout}.
     *
     * @param limit longer than zero; no limit by default
     */
    public PoolBuilder silenceTimeout(Duration limit) {
        this.limits = limits.silence(limit);
        return this;
    }

    /**
     * Gives up, as timed-out, jobs that have waited this long for their first start, unless they have a limit of their own.
     *
     * @param limit longer than zero; no limit by default
     */
    public PoolBuilder queueTimeout(Duration limit) {
        this.limits = limits.queue(limit);
        return this;
    }

    /**
     * How long a job that is to end has between SIGTERM and SIGKILL; 5 s by default.
     *
     * @param duration not negative; zero kills at once
     */
    public PoolBuilder grace(Duration duration) {
        this.grace = duration;
        return this;
    }

    /**
     * How often the memory of running jobs is looked at, where a provider can; 2 s by default. The measured peak is
     * reported in results.
     *
     * @param interval at least 1 ms
     */
    public PoolBuilder samplingInterval(Duration interval) {
        this.samplingInterval = interval;
        return this;
    }

    /**
     * Lets the first job that does not succeed end its round: no other is started after it, those that run are ended,
     * and all of them and those submitted later in the round are cancelled. Default: false.
     */
    public PoolBuilder haltOnFailure(boolean halt) {
        this.haltOnFailure = halt;
        return this;
    }

    /** Variables of all jobs, over those of this process ({@link Environment#adding}) or instead of them. */
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
     * @param ability the contract's simple name, like {@code ProcessLauncher}; {@link ExecPool#providers} has them all
     * @param providerName a provider's name, like {@code process-builder}
     */
    public PoolBuilder provider(String ability, String providerName) {
        this.providers.put(ability, providerName);
        return this;
    }

    /**
     * How much memory all jobs may take together with this JVM: no job starts whose expected peak does not fit, and when
     * they hold more all the same, some are frozen, or ended and started again later. The default is what the machine has
     * available. Needs a {@link org.expool.spi.MemorySampler}.
     */
    public PoolBuilder memoryLimit(MemoryLimit limit) {
        this.memoryLimit = limit;
        return this;
    }

    /**
     * The same as an amount.
     *
     * @throws IllegalArgumentException if it is zero
     */
    public PoolBuilder memoryLimit(MemorySize limit) {
        return memoryLimit(MemoryLimit.of(limit));
    }

    /**
     * How much of the machine's available memory the pool leaves alone.
     *
     * @param size zero for nothing; by default the lesser of 256 MiB and a sixteenth of all there is
     */
    public PoolBuilder reserve(MemorySize size) {
        this.reserve = size;
        return this;
    }

    /** Which processes of a job count that does not say; {@link MemoryKind#TREE} by default. */
    public PoolBuilder memoryKind(MemoryKind kind) {
        this.memoryKind = kind;
        return this;
    }

    /** What counts of processes of a job that does not say; {@link MemoryMeasure#RESIDENT} by default. */
    public PoolBuilder memoryMeasure(MemoryMeasure measure) {
        this.memoryMeasure = measure;
        return this;
    }

    /**
     * Who says which jobs make room when they hold too much together.
     *
     * @param policy the name of a {@link org.expool.spi.TerminationPolicy}: {@code least-lost-work}, the default, or {@code
     *     heaviest-first} (older name: {@code seed})
     */
    public PoolBuilder terminationPolicy(String policy) {
        return provider("TerminationPolicy", policy);
    }

    /**
     * Keeps in a file what jobs took, by category, so that later pools know it from their start. Several pools may use one
     * file at a time.
     *
     * @param file made when the first job has ended; none by default
     */
    public PoolBuilder history(Path file) {
        this.history = file;
        return this;
    }

    /**
     * Binds each worker to CPUs of its own, of which its jobs are told by {@code EXPOOL_CPUS} and {@code OMP_NUM_THREADS}. A
     * worker for whom there are none left runs anywhere. Not bound by default.
     */
    public PoolBuilder affinity(Affinity share) {
        this.affinity = share;
        return this;
    }

    /** Where the memory of bound workers comes from; {@link MemoryBinding#PREFER} by default. */
    public PoolBuilder memoryBinding(MemoryBinding binding) {
        this.memoryBinding = binding;
        return this;
    }

    /**
     * Whether a job that was ended for its own limit takes its relatives with it, running and waiting ones: those of the same
     * category, both sizes above 0, whose size times slowdown is not smaller. Default: true.
     */
    public PoolBuilder chaining(boolean enabled) {
        this.chaining = enabled;
        return this;
    }

    /** The same for the jobs of one category; without effect where chaining is off for the pool. */
    public PoolBuilder chaining(String category, boolean enabled) {
        if (enabled) {
            unchained.remove(category);
        } else {
            unchained.add(category);
        }
        return this;
    }

    /** Declares a resource, in place of an earlier one of its name. */
    public PoolBuilder resource(Resource resource) {
        resources.put(resource.name(), resource);
        return this;
    }

    /**
     * Declares a resource whose units are told to jobs by {@code EXPOOL_RESOURCE_NAME}.
     *
     * @throws InvalidSettingsException if the name cannot be one, or the count is below 1
     */
    public PoolBuilder resource(String resource, int count) {
        return resource(Resource.of(resource, count));
    }

    /**
     * Closes the pool when the JVM is asked to end (SIGTERM, SIGINT, SIGHUP, System.exit) before the pool was closed: running jobs
     * are cancelled, with the grace that they have, and the JVM waits for it. A pool cannot be made once the JVM is ending. Default:
     * false.
     */
    public PoolBuilder closeOnShutdown(boolean close) {
        this.closeOnShutdown = close;
        return this;
    }

    /**
     * Whether processes of jobs that lose their parent become children of this process, so that one that has dropped its mark
     * and made its own session is found if it was seen before. Has an effect only with the containment {@code session}, on
     * Linux 3.4 or newer; the strict ones do not need it. Default: false.
     *
     * <p>It changes this process (PR_SET_CHILD_SUBREAPER, prctl(2)): while any such pool is open <em>all</em> orphans among
     * its descendants become its children, also those of programs that it starts itself by other means. The pool collects
     * those of its jobs, each by its number, and touches no others: a daemon that another child leaves, and what hides from
     * its first moment, stays a zombie after its end until this process ends. The last such pool that closes puts the switch
     * back, if it was off before.
     */
    public PoolBuilder adoptOrphans(boolean adopt) {
        this.adoptOrphans = adopt;
        return this;
    }

    /**
     * The settings alone.
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
                        "is the variable of '" + other + "' already; name another");
            }
        }
    }

    /**
     * Makes the pool; the caller closes it.
     *
     * @throws InvalidSettingsException with every problem found
     * @throws ProviderMissingException if a required ability has no available provider
     */
    public ExecPool build() {
        return provider.create(settings());
    }
}
