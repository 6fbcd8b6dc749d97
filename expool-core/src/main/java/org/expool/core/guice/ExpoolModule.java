package org.expool.core.guice;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.multibindings.Multibinder;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.expool.PoolProvider;
import org.expool.core.discovery.ProviderCatalog;
import org.expool.core.launch.ProcessBuilderLauncher;
import org.expool.core.memory.LeastLostWorkPolicy;
import org.expool.core.memory.SeedPolicy;
import org.expool.core.pool.EnginePoolProvider;
import org.expool.spi.MemorySampler;
import org.expool.spi.ProcessLauncher;
import org.expool.spi.Provider;
import org.expool.spi.TerminationPolicy;

/**
 * Binds {@link PoolProvider} to this engine, with the providers that are bound by hand:
 * {@code Multibinder.newSetBinder(binder(), ProcessLauncher.class).addBinding().to(Mine.class)}. The launcher of
 * expool-core, and its termination policies, are always among them; nothing is looked up by ServiceLoader. Immutable and thread-safe.
 */
@SuppressWarnings("exports") // who installs it has Guice
public final class ExpoolModule extends AbstractModule {

    /** Ready to install. */
    public ExpoolModule() {}

    @Override
    protected void configure() {
        Multibinder.newSetBinder(binder(), ProcessLauncher.class).addBinding().to(ProcessBuilderLauncher.class);
        Multibinder.newSetBinder(binder(), MemorySampler.class);
        Multibinder<TerminationPolicy> policies = Multibinder.newSetBinder(binder(), TerminationPolicy.class);
        policies.addBinding().to(LeastLostWorkPolicy.class);
        policies.addBinding().to(SeedPolicy.class);
    }

    @Provides
    @Singleton
    PoolProvider pools(Set<ProcessLauncher> launchers, Set<MemorySampler> samplers, Set<TerminationPolicy> policies) {
        List<Provider> providers = new ArrayList<>(launchers);
        providers.addAll(samplers);
        providers.addAll(policies);
        return new EnginePoolProvider(ProviderCatalog.of(providers));
    }
}
