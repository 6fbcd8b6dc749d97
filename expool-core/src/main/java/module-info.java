/** The engine: finds providers, decides what runs when, and drives it. */
@org.jspecify.annotations.NullMarked
@SuppressWarnings("module") // the modules named in qualified exports are compiled after this one
module org.expool.core {
    requires static org.jspecify;
    requires transitive org.expool.api;
    requires static com.google.guice;

    // For all who embed the engine.
    exports org.expool.core.affinity;
    exports org.expool.core.guice;
    exports org.expool.core.pool;

    // For modules of expool only: these packages may change in every version.
    exports org.expool.core.dependency to
            org.expool.cli;
    exports org.expool.core.discovery to
            org.expool.cli,
            org.expool.simulator;
    exports org.expool.core.memory to
            org.expool.bench,
            org.expool.cli,
            org.expool.simulator;
    exports org.expool.core.resource to
            org.expool.simulator;
    exports org.expool.core.schedule to
            org.expool.simulator;

    opens org.expool.core.guice to
            com.google.guice;

    uses org.expool.spi.Containment;
    uses org.expool.spi.AffinityBinder;
    uses org.expool.spi.MemorySampler;
    uses org.expool.spi.ProcessLauncher;
    uses org.expool.spi.TopologyProvider;
    uses org.expool.spi.TerminationPolicy;

    provides org.expool.PoolProvider with
            org.expool.core.pool.EnginePoolProvider;
    provides org.expool.spi.Containment with
            org.expool.core.containment.ProcessTreeContainment;
    provides org.expool.spi.ProcessLauncher with
            org.expool.core.launch.ProcessBuilderLauncher;
    provides org.expool.spi.TerminationPolicy with
            org.expool.core.memory.LeastLostWorkPolicy,
            org.expool.core.memory.HeaviestFirstPolicy;
}
