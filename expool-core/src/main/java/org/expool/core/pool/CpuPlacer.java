package org.expool.core.pool;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.expool.CpuPlacement;
import org.expool.MemoryBinding;
import org.expool.core.affinity.CpuGrant;
import org.expool.core.affinity.PlacementVariables;
import org.expool.spi.AffinityBinder;
import org.expool.spi.LaunchStep;
import org.jspecify.annotations.Nullable;

/** Brings jobs to the CPUs that they were given. Thread-safe. */
final class CpuPlacer {

    private static final Logger LOG = System.getLogger(CpuPlacer.class.getName());

    /** In nanoseconds. */
    private static final long CHECK_AGAIN = 1_000_000_000;

    private final @Nullable AffinityBinder binder;
    private final @Nullable AffinityBinder inside;
    private final MemoryBinding memory;
    private final Set<Integer> reported = ConcurrentHashMap.newKeySet();
    private final Map<Integer, Checked> checked = new HashMap<>();
    private final Map<Long, SubmittedJob> watched = new HashMap<>();

    /**
     * By these binders.
     *
     * @param binder null where there is none, and nobody is given CPUs
     * @param inside one that binds to CPUs again in cells that make a process forget them; null where none does
     */
    CpuPlacer(@Nullable AffinityBinder binder, @Nullable AffinityBinder inside, MemoryBinding memory) {
        this.binder = binder;
        this.inside = inside;
        this.memory = memory;
    }

    /** Where a job runs now; null for anywhere. */
    @Nullable
    CpuPlacement of(SubmittedJob job) {
        CpuGrant given = job.cpus();
        return given == null ? null : new CpuPlacement(given.cpus(), given.memoryNodes(), memory);
    }

    /** What is to be done about a start. */
    List<LaunchStep> steps(@Nullable CpuPlacement placement) {
        if (placement == null || binder == null) {
            return List.of();
        }
        LaunchStep binding = binder.bind(placement);
        if (inside == null) {
            return List.of(binding);
        }
        CpuPlacement cpus = new CpuPlacement(placement.cpus(), placement.memoryNodes(), MemoryBinding.NONE);
        return List.of(binding, inside.bind(cpus));
    }

    /** How the job is told. */
    static Map<String, String> variables(@Nullable CpuPlacement placement, Map<String, String> own) {
        return placement == null ? Map.of() : PlacementVariables.of(placement.cpus(), own);
    }

    /**
     * Whether it is time to look where a worker's job runs: when the worker is on other CPUs than before, and once a second,
     * for a look costs as much as the binding itself. Called by the thread whose turn it is only.
     */
    boolean isToBeChecked(SubmittedJob job, long now) {
        CpuPlacement placement = job.placement();
        if (placement == null || binder == null || reported.contains(job.placedIn())) {
            return false;
        }
        Checked last = checked.get(job.placedIn());
        if (last != null && last.placement().equals(placement) && now - last.at() < CHECK_AGAIN) {
            return false;
        }
        checked.put(job.placedIn(), new Checked(placement, now));
        return true;
    }

    /**
     * Whether the job is where it will be as soon as there is a process. Else a program before the command has to bind it,
     * and a later look will tell, as that of the memory sampler.
     */
    boolean isBoundAtOnce() {
        return inside == null && binder != null && binder.isInherited();
    }

    /** Notes a process to be looked at later; by the thread whose turn it is only. */
    void watch(long pid, SubmittedJob job) {
        watched.put(pid, job);
    }

    /** Those of these processes that are to be looked at, once; by the thread whose turn it is only. */
    Map<Long, SubmittedJob> due(Collection<Long> alive) {
        watched.keySet().retainAll(alive);
        Map<Long, SubmittedJob> due = Map.copyOf(watched);
        watched.clear();
        return due;
    }

    /** Says in the log, once for each worker, if the kernel did something else. */
    void check(SubmittedJob job, long pid) {
        CpuPlacement placement = job.placement();
        if (placement == null || binder == null) {
            return;
        }
        (inside == null ? binder : inside).mismatch(pid, placement).ifPresent(what -> {
            if (reported.add(job.placedIn())) {
                LOG.log(Level.WARNING, "worker {0} is not where it should be: {1}", job.placedIn(), what);
            }
        });
    }

    /**
     * A look at where a worker is.
     *
     * @param at in nanoseconds
     */
    private record Checked(CpuPlacement placement, long at) {}
}
