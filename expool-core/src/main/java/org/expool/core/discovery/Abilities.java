package org.expool.core.discovery;

import java.util.List;
import org.expool.spi.AffinityBinder;
import org.expool.spi.Containment;
import org.expool.spi.MemorySampler;
import org.expool.spi.ProcessLauncher;
import org.expool.spi.Provider;
import org.expool.spi.TerminationPolicy;
import org.expool.spi.TopologyProvider;

/** The abilities of a pool that have providers, each named by the simple name of its contract. Stateless. */
public final class Abilities {

    /** The contracts; also listed as {@code uses} in the module descriptor. */
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

    /** The names of abilities, as in {@link org.expool.PoolBuilder#provider}. */
    public static List<String> names() {
        return NAMES;
    }
}
