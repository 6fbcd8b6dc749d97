package org.expool.core.pool;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.function.Function;
import org.expool.ExecPool;
import org.expool.InvalidSettingsException;
import org.expool.PoolProvider;
import org.expool.PoolSettings;
import org.expool.Problem;
import org.expool.ProviderChoice;
import org.expool.ProviderMissingException;
import org.expool.core.containment.ContainedSession;
import org.expool.core.discovery.Abilities;
import org.expool.core.discovery.ProviderCatalog;
import org.expool.core.discovery.Selection;
import org.expool.core.discovery.ServiceProviders;
import org.expool.core.schedule.Commands;
import org.expool.core.schedule.Event;
import org.expool.core.schedule.Scheduler;
import org.expool.core.schedule.SchedulerSettings;
import org.expool.spi.AffinityBinder;
import org.expool.spi.Containment;
import org.expool.spi.ContainmentSession;
import org.expool.spi.LaunchSession;
import org.expool.spi.MemorySampler;
import org.expool.spi.ProcessLauncher;
import org.expool.spi.Provider;
import org.expool.spi.TerminationPolicy;
import org.expool.spi.TopologyProvider;
import org.expool.spi.support.Mailbox;
import org.jspecify.annotations.Nullable;

/** Makes pools from the providers of a catalogue. Thread-safe. */
public final class EnginePoolProvider implements PoolProvider {

    private final ProviderCatalog catalog;
    private final Function<String, PoolRuntime> runtimes;

    /** With the providers on the class or module path; used by {@link java.util.ServiceLoader}. */
    public EnginePoolProvider() {
        this(ServiceProviders.load(EnginePoolProvider.class.getClassLoader()));
    }

    @SuppressWarnings("exports") // for core.guice
    public EnginePoolProvider(ProviderCatalog catalog) {
        this(catalog, PoolThreads::new);
    }

    /**
     * With these providers, which must use the same time as the pools.
     *
     * @param runtimes makes that of a pool, given its name
     */
    @SuppressWarnings("exports") // for expool-simulator
    public EnginePoolProvider(ProviderCatalog catalog, Function<String, PoolRuntime> runtimes) {
        this.catalog = catalog;
        this.runtimes = runtimes;
    }

    @Override
    public ExecPool create(PoolSettings settings) {
        checkAbilities(settings);
        Selection<ProcessLauncher> launcher = select(ProcessLauncher.class, settings);
        Selection<Containment> containment = select(Containment.class, settings);
        Selection<MemorySampler> sampler = select(MemorySampler.class, settings);
        if (launcher.provider() == null) {
            throw new ProviderMissingException("the pool '" + settings.name() + "' cannot start processes: "
                    + launcher.reasons() + "; expool-core brings 'process-builder' for every platform");
        }
        Selection<TopologyProvider> topology = select(TopologyProvider.class, settings);
        Selection<AffinityBinder> binder = select(AffinityBinder.class, settings);
        Selection<TerminationPolicy> policy = select(TerminationPolicy.class, settings);
        AffinitySetup binding = new AffinitySetup(
                settings, topology, binder, catalog.available(AffinityBinder.class), containment.provider());
        List<ProviderChoice> choices = List.of(
                launcher.choice(),
                containment.choice(),
                sampler.choice(),
                topology.choice(),
                binder.choice(),
                policy.choice());
        Parts parts = new Parts(
                launcher.provider(),
                containment.provider(),
                sampler,
                policy.provider(),
                binding.division(),
                binding.placements());
        PoolRuntime runtime = runtimes.apply(settings.name());
        if (runtime instanceof PoolThreads) { // with real processes
            AbsentAbilities.log(settings.name(), choices);
        }
        EnginePool.PoolParts wired = wire(settings, parts, runtime);
        try {
            return new EnginePool(settings, choices, wired);
        } catch (RuntimeException | Error e) { // no caller has them yet
            release(wired, e);
            throw e;
        }
    }

    private static void release(EnginePool.PoolParts parts, Throwable cause) {
        try {
            parts.release(null);
        } catch (RuntimeException | Error alsoFailed) {
            cause.addSuppressed(alsoFailed);
        }
    }

    private <P extends Provider> Selection<P> select(Class<P> ability, PoolSettings settings) {
        String name = settings.providers().get(ability.getSimpleName());
        Selection<P> selection = catalog.select(ability, name);
        if (name != null && selection.provider() == null) {
            throw new ProviderMissingException("the " + ability.getSimpleName() + " '" + name
                    + "' was asked for but cannot be used: " + selection.reasons());
        }
        return selection;
    }

    private static void checkAbilities(PoolSettings settings) {
        List<Problem> problems = new ArrayList<>();
        for (String ability : settings.providers().keySet()) {
            if (!Abilities.names().contains(ability)) {
                problems.add(new Problem("provider", ability, "is no ability; there are " + Abilities.names()));
            }
        }
        if (!problems.isEmpty()) {
            throw new InvalidSettingsException("pool '" + settings.name() + "'", problems);
        }
    }

    /** What a pool is made from. */
    private record Parts(
            ProcessLauncher launcher,
            @Nullable Containment containment,
            Selection<MemorySampler> sampler,
            @Nullable TerminationPolicy policy,
            CpuPartition cpus,
            CpuPlacer placements) {

        boolean freezes(@Nullable ContainmentSession cells) {
            return launcher.canFreeze() || (cells != null && cells.canFreeze());
        }
    }

    private static EnginePool.PoolParts wire(PoolSettings settings, Parts parts, PoolRuntime runtime) {
        EventStream stream = new EventStream(settings.listeners(), runtime); // first, as it asks the listeners
        ContainmentSession cells =
                parts.containment == null ? null : parts.containment.open(settings.name(), settings.adoptOrphans());
        ExecutorService callbacks = null;
        try {
            callbacks = runtime.parallel("callback");
            return wire(settings, parts, cells, runtime, callbacks, stream);
        } catch (RuntimeException | Error e) { // no caller has them yet
            if (callbacks != null) {
                callbacks.shutdown();
            }
            stream.close();
            try (cells) {
                throw e;
            }
        }
    }

    private static EnginePool.PoolParts wire(
            PoolSettings settings,
            Parts parts,
            @Nullable ContainmentSession cells,
            PoolRuntime runtime,
            ExecutorService callbacks,
            EventStream stream) {
        WallClock clock = WallClock.start(runtime);
        Publisher publisher = new Publisher(stream, callbacks, clock);
        MemorySubsystem memory = MemorySubsystem.open(
                settings, parts.sampler, parts.policy, runtime, callbacks, publisher, parts.freezes(cells), cells);
        PoolCounters counters = new PoolCounters();
        Spool spool = new Spool(cells == null ? folder -> {} : cells::removeAtEnd);
        Mailbox<Event> events = new Mailbox<>();
        LaunchRequestFactory requests =
                new LaunchRequestFactory(settings.environment(), spool, parts.placements, runtime);
        ResultFactory results = new ResultFactory(requests, publisher, clock);
        PoolCommands pool = new PoolCommands(
                events, counters, requests, results, callbacks, publisher, memory, parts.placements, runtime);
        Commands fallback = new FallbackCommands(events::send, counters, results, runtime);
        Commands commands = new GuardedCommands(pool, fallback, publisher);
        Scheduler scheduler = new Scheduler(schedulerSettings(settings, memory, runtime.cpus()), commands);
        Engine engine = new Engine(events, scheduler, pool, commands, stream, runtime);
        LaunchSession session = begin(settings, parts, cells, callbacks, memory, engine);
        return new EnginePool.PoolParts(
                runtime, engine, session, memory, counters, spool, parts.cpus, callbacks, stream, results);
    }

    private static SchedulerSettings schedulerSettings(PoolSettings settings, MemorySubsystem memory, int cpus) {
        return SchedulerSettings.builder(settings.workers())
                .grace(settings.grace())
                .limits(settings.limits())
                .cpus(cpus)
                .samplingInterval(memory.watch() == null ? null : settings.samplingInterval())
                .haltOnFailure(settings.haltOnFailure())
                .chaining(settings.chaining())
                .unchained(settings.unchained())
                .resources(settings.resources())
                .memory(memory.settings())
                .build();
    }

    /** Opens the launcher's session, and sends the engine what is known before the first job. */
    private static LaunchSession begin(
            PoolSettings settings,
            Parts parts,
            @Nullable ContainmentSession cells,
            ExecutorService callbacks,
            MemorySubsystem memory,
            Engine engine) {
        LaunchSession session = null;
        try {
            session = cells == null
                    ? parts.launcher.open(settings.name(), engine)
                    : new ContainedSession(settings.name(), parts.launcher, engine, cells, callbacks);
            engine.use(session);
            if (settings.affinity().binds()) {
                parts.cpus.tell(engine::send);
            }
            memory.begin(engine, session);
            return session;
        } catch (RuntimeException | Error e) { // no caller has them yet
            LaunchSession opened = session;
            try (memory;
                    opened) {
                throw e;
            }
        }
    }
}
