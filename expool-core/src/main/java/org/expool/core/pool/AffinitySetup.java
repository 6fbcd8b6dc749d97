package org.expool.core.pool;

import java.util.List;
import java.util.Optional;
import org.expool.InvalidSettingsException;
import org.expool.PoolSettings;
import org.expool.Problem;
import org.expool.ProviderMissingException;
import org.expool.core.affinity.CpuLayout;
import org.expool.core.affinity.UnplannableException;
import org.expool.core.discovery.Selection;
import org.expool.spi.AffinityBinder;
import org.expool.spi.Containment;
import org.expool.spi.TopologyProvider;
import org.jspecify.annotations.Nullable;

/**
 * Whether the jobs of a pool can be bound to CPUs, and by which providers. Immutable.
 *
 * @param settings the pool's
 * @param topology reads which CPUs there are, if available
 * @param binder binds processes to CPUs, if available
 * @param others all available binders, the best first
 * @param cells the containment in which jobs run, or null
 */
record AffinitySetup(
        PoolSettings settings,
        Selection<TopologyProvider> topology,
        Selection<AffinityBinder> binder,
        List<AffinityBinder> others,
        @Nullable Containment cells) {

    /**
     * How the CPUs are divided.
     *
     * @throws InvalidSettingsException if the pool binds workers, and the CPUs cannot be divided as requested
     * @throws ProviderMissingException if the pool binds workers, and a provider for it is missing
     */
    CpuPartition division() {
        try {
            return CpuPartition.of(settings, this::layout);
        } catch (UnplannableException e) {
            throw new InvalidSettingsException(
                    "pool '" + settings.name() + "'", List.of(new Problem("affinity", "", e.getMessage())));
        }
    }

    private CpuLayout layout() {
        if (topology.provider() == null) {
            throw missing(topology.reasons() + "; expool-linux brings what is needed on Linux");
        }
        if (binder.provider() == null) {
            throw missing(binder.reasons() + "; expool-linux brings what is needed on Linux");
        }
        Optional<String> reset = reset();
        if (reset.isPresent() && inside() == null) {
            throw missing(reset.get() + ", and no binder works inside a cell, as taskset of util-linux would");
        }
        return CpuLayout.of(topology.provider().topology(), settings.affinity(), settings.workers());
    }

    private ProviderMissingException missing(String why) {
        return new ProviderMissingException("the pool '" + settings.name() + "' cannot bind jobs to CPUs: " + why);
    }

    CpuPlacer placements() {
        return new CpuPlacer(binder.provider(), reset().isPresent() ? inside() : null, settings.memoryBinding());
    }

    /** Why a process loses its binding when it enters a cell; empty if it does not. */
    private Optional<String> reset() {
        boolean before = binder.provider() != null && binder.provider().isInherited();
        return before && cells != null ? cells.resetsCpus() : Optional.empty();
    }

    private @Nullable AffinityBinder inside() {
        return others.stream().filter(other -> !other.isInherited()).findFirst().orElse(null);
    }
}
