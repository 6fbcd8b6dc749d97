package org.expool.core.discovery;

import java.util.List;
import org.expool.spi.AffinityBinder;
import org.expool.spi.Containment;
import org.expool.spi.MemorySampler;
import org.expool.spi.ProcessLauncher;
import org.expool.spi.Provider;
import org.expool.spi.TerminationPolicy;
import org.expool.spi.TopologyProvider;

/** What a pool has providers for, each known by the simple name of its contract. */
public final class Abilities {

    /** The contracts. The module names them once more, as those that it uses. */
    static final List<Class<? extends Provider>> CONTRACTS = List.of(
            ProcessLauncher.class,
            Containment.class,
            MemorySampler.class,
            TopologyProvider.class,
            AffinityBinder.class,
            TerminationPolicy.class);

    private static final List<String> NAMES =
            CONTRACTS.stream().map(Class::getSimpleName).toList();

    private Abilities() {}

    /** The names by which providers are asked for, as in {@link org.expool.PoolBuilder#provider}. */
    public static List<String> names() {
        return NAMES;
    }
}
