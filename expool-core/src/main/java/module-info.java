/** The engine: finds providers, decides what runs when, and drives it. */
@org.jspecify.annotations.NullMarked
module org.expool.core {
    requires static org.jspecify;
    requires transitive org.expool.api;
    requires static com.google.guice;

    exports org.expool.core.containment;
    exports org.expool.core.affinity;
    exports org.expool.core.dependency;
    exports org.expool.core.discovery;
    exports org.expool.core.guice;
    exports org.expool.core.history;
    exports org.expool.core.launch;
    exports org.expool.core.memory;
    exports org.expool.core.pool;
    exports org.expool.core.resource;
    exports org.expool.core.schedule;

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
