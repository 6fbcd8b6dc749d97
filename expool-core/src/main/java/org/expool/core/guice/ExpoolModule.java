package org.expool.core.guice;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.multibindings.Multibinder;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.expool.PoolProvider;
import org.expool.core.containment.ProcessTreeContainment;
import org.expool.core.discovery.ProviderCatalog;
import org.expool.core.launch.ProcessBuilderLauncher;
import org.expool.core.memory.HeaviestFirstPolicy;
import org.expool.core.memory.LeastLostWorkPolicy;
import org.expool.core.pool.EnginePoolProvider;
import org.expool.spi.AffinityBinder;
import org.expool.spi.Containment;
import org.expool.spi.MemorySampler;
import org.expool.spi.ProcessLauncher;
import org.expool.spi.Provider;
import org.expool.spi.TerminationPolicy;
import org.expool.spi.TopologyProvider;

/**
 * Binds {@link PoolProvider} to this engine, with explicitly bound providers:
 * {@code Multibinder.newSetBinder(binder(), ProcessLauncher.class).addBinding().to(Mine.class)}. The launcher, the
 * containment and the termination policies of expool-core are always included; ServiceLoader is not used. Immutable and
 * thread-safe.
 */
@SuppressWarnings("exports") // users of this module have Guice
public final class ExpoolModule extends AbstractModule {

    /** For {@code install}. */
    public ExpoolModule() {}

    @Override
    protected void configure() {
        Multibinder.newSetBinder(binder(), ProcessLauncher.class).addBinding().to(ProcessBuilderLauncher.class);
        Multibinder.newSetBinder(binder(), Containment.class).addBinding().to(ProcessTreeContainment.class);
        Multibinder.newSetBinder(binder(), MemorySampler.class);
        Multibinder.newSetBinder(binder(), TopologyProvider.class);
        Multibinder.newSetBinder(binder(), AffinityBinder.class);
        Multibinder<TerminationPolicy> policies = Multibinder.newSetBinder(binder(), TerminationPolicy.class);
        policies.addBinding().to(LeastLostWorkPolicy.class);
        policies.addBinding().to(HeaviestFirstPolicy.class);
    }

    @Provides
    @Singleton
    PoolProvider pools(
            Set<ProcessLauncher> launchers,
            Set<Containment> containments,
            Set<MemorySampler> samplers,
            Set<TopologyProvider> topologies,
            Set<AffinityBinder> binders,
            Set<TerminationPolicy> policies) {
        List<Provider> providers = new ArrayList<>(launchers);
        providers.addAll(containments);
        providers.addAll(samplers);
        providers.addAll(topologies);
        providers.addAll(binders);
        providers.addAll(policies);
        return new EnginePoolProvider(ProviderCatalog.of(providers));
    }
}
