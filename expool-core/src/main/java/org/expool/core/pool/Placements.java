package org.expool.core.pool;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.expool.Affinity;
import org.expool.CpuPlacement;
import org.expool.CpuTopology;
import org.expool.MemoryBinding;
import org.expool.core.affinity.AffinityPlan;
import org.expool.core.affinity.AffinityRequest;
import org.expool.core.affinity.AffinitySlot;
import org.expool.core.affinity.PlacementVariables;
import org.expool.core.affinity.UnplannableException;
import org.expool.spi.AffinityBinder;
import org.expool.spi.LaunchStep;
import org.jspecify.annotations.Nullable;

/**
 * Which CPUs the workers of a pool have: a plan made once, a slot of it for each worker. Workers beyond the plan run
 * anywhere. Thread-safe.
 */
final class Placements {

    private static final Logger LOG = System.getLogger(Placements.class.getName());
    private static final Placements NONE = new Placements(List.of(), null);

    private final List<CpuPlacement> slots;
    private final @Nullable AffinityBinder binder;
    private final Set<Integer> reported = ConcurrentHashMap.newKeySet();

    private Placements(List<CpuPlacement> slots, @Nullable AffinityBinder binder) {
        this.slots = slots;
        this.binder = binder;
    }

    /** Nobody is bound. */
    static Placements none() {
        return NONE;
    }

    /**
     * A plan for a pool.
     *
     * @throws UnplannableException if there is none; says why and what could be had
     */
    static Placements of(
            String pool,
            int workers,
            Affinity affinity,
            MemoryBinding memory,
            CpuTopology machine,
            AffinityBinder binder) {
        AffinityPlan plan = plan(affinity, workers, machine);
        if (workers > plan.slots().size()) {
            LOG.log(
                    Level.INFO,
                    "pool ''{0}'': {1} workers, but CPUs for {2}; the others run on any",
                    pool,
                    workers,
                    plan.slots().size());
        }
        return new Placements(
                plan.slots().stream().map(slot -> placement(slot, memory)).toList(), binder);
    }

    private static AffinityPlan plan(Affinity affinity, int workers, CpuTopology machine) {
        int caches2 = (int)
                machine.caches().stream().filter(cache -> cache.level() == 2).count();
        int caches3 = (int)
                machine.caches().stream().filter(cache -> cache.level() == 3).count();
        return switch (affinity.unit()) {
            case NONE -> throw new IllegalArgumentException("nothing is to be bound");
            case AUTO -> share(machine, Math.min(workers, machine.allowedCpus().size()));
            case CORES -> AffinityPlan.of(machine, AffinityRequest.of(new AffinityRequest.Cores(affinity.count())));
            case THREAD -> AffinityPlan.of(machine, AffinityRequest.of(new AffinityRequest.Threads()));
            case L2 -> share(machine, caches2);
            case L3 -> share(machine, caches3);
            case NODE -> share(machine, machine.numaNodes());
        };
    }

    private static AffinityPlan share(CpuTopology machine, int workers) {
        if (workers == 0) {
            throw new UnplannableException(
                    "no worker can have a cache for itself: this machine shows none of that level");
        }
        return AffinityPlan.of(machine, AffinityRequest.of(new AffinityRequest.Workers(workers)));
    }

    private static CpuPlacement placement(AffinitySlot slot, MemoryBinding memory) {
        return new CpuPlacement(slot.cpus(), slot.memoryNodes(), memory);
    }

    /** Where a worker runs; null for anywhere. */
    @Nullable
    CpuPlacement of(SubmittedJob job, int slot) {
        return job.job().omitAffinity() || slot >= slots.size() ? null : slots.get(slot);
    }

    /** What is to be done about a start. */
    List<LaunchStep> steps(@Nullable CpuPlacement placement) {
        return placement == null || binder == null
                ? List.of()
                : List.of(binder.bind(placement, AffinityBinder.Spawner.SHARED));
    }

    /** How the job is told. */
    static Map<String, String> variables(@Nullable CpuPlacement placement, Map<String, String> own) {
        return placement == null ? Map.of() : PlacementVariables.of(placement.cpus(), own);
    }

    boolean bindsAny() {
        return !slots.isEmpty();
    }

    /** Says in the log, once for each worker, if the kernel did something else. */
    void check(SubmittedJob job, long pid) {
        CpuPlacement placement = job.placement();
        if (placement == null || binder == null || reported.contains(job.placedIn())) {
            return;
        }
        binder.mismatch(pid, placement).ifPresent(what -> {
            if (reported.add(job.placedIn())) {
                LOG.log(Level.WARNING, "worker {0} is not where it should be: {1}", job.placedIn(), what);
            }
        });
    }
}
