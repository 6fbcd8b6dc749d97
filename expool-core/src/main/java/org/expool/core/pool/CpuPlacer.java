package org.expool.core.pool;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.expool.CpuPlacement;
import org.expool.MemoryBinding;
import org.expool.core.affinity.CpuGrant;
import org.expool.core.affinity.PlacementVariables;
import org.expool.spi.AffinityBinder;
import org.expool.spi.LaunchStep;
import org.jspecify.annotations.Nullable;

/** Binds jobs to the CPUs that they were given, and checks that the kernel did so. Thread-safe. */
final class CpuPlacer {

    /** In nanoseconds. */
    private static final long CHECK_AGAIN = 1_000_000_000;

    private final @Nullable AffinityBinder binder;
    private final @Nullable AffinityBinder inside;
    private final MemoryBinding memory;
    private final Set<Integer> reported = ConcurrentHashMap.newKeySet();
    private final Map<Integer, Checked> checked = new HashMap<>();
    private final Map<Long, SubmittedJob> watched = new HashMap<>();

    /**
     * Uses these binders.
     *
     * @param binder null where there is none; then no job is given CPUs
     * @param inside a binder that binds again inside cells that reset the binding; null where cells keep it
     */
    CpuPlacer(@Nullable AffinityBinder binder, @Nullable AffinityBinder inside, MemoryBinding memory) {
        this.binder = binder;
        this.inside = inside;
        this.memory = memory;
    }

    /** The present placement of a job; null for any CPU. */
    @Nullable
    CpuPlacement of(SubmittedJob job) {
        CpuGrant given = job.cpus();
        return given == null ? null : new CpuPlacement(given.cpus(), given.memoryNodes(), memory);
    }

    /** The steps that bind a process at its start. */
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

    /** The environment variables that tell the job its placement. */
    static Map<String, String> variables(@Nullable CpuPlacement placement, Map<String, String> own) {
        return placement == null ? Map.of() : PlacementVariables.of(placement.cpus(), own);
    }

    /**
     * Whether the binding of a worker's job must be checked: when the worker has other CPUs than before, and once a
     * second, as a check costs as much as the binding itself. Called only by the thread that drains events.
     */
    boolean mustBeChecked(SubmittedJob job, long now) {
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
     * Whether a process is bound from its first instruction. Else a program in front of the command binds it, and the
     * binding is checked later, with the next memory sample.
     */
    boolean isBoundAtOnce() {
        return inside == null && binder != null && binder.isInherited();
    }

    /** Notes a process to be checked later; called only by the thread that drains events. */
    void watch(long pid, SubmittedJob job) {
        watched.put(pid, job);
    }

    /** Takes the noted processes that are still alive; called only by the thread that drains events. */
    Map<Long, SubmittedJob> due(Collection<Long> alive) {
        watched.keySet().retainAll(alive);
        Map<Long, SubmittedJob> due = Map.copyOf(watched);
        watched.clear();
        return due;
    }

    /** Says, once for each worker, if a process is not bound as planned. */
    Optional<String> mismatch(SubmittedJob job, long pid) {
        CpuPlacement placement = job.placement();
        if (placement == null || binder == null) {
            return Optional.empty();
        }
        return (inside == null ? binder : inside)
                .mismatch(pid, placement)
                .filter(what -> reported.add(job.placedIn()))
                .map(what -> "worker " + job.placedIn() + ": CPU affinity differs from the plan: " + what);
    }

    /**
     * The last check of a worker.
     *
     * @param at in nanoseconds
     */
    private record Checked(CpuPlacement placement, long at) {}
}
