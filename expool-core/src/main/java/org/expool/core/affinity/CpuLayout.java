package org.expool.core.affinity;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.expool.Affinity;
import org.expool.CpuDemand;
import org.expool.CpuSet;
import org.expool.CpuTopology;

/**
 * How a pool divides the CPUs: one slot per worker, planned once, of the same CPUs that are allocated to jobs with their own
 * demands. Immutable and thread-safe.
 *
 * @param topology of the host
 * @param slots of workers, in the order of use; empty if workers are not pinned
 * @param unit what a worker gets while no slot is entirely free, because jobs with their own demands use parts of them;
 *     {@link CpuDemand.Share} if workers are not pinned
 */
public record CpuLayout(CpuTopology topology, List<CpuSet> slots, CpuDemand unit) {

    /**
     * Checks and copies.
     *
     * @throws IllegalArgumentException if a slot is empty, or has a CPU that is not allowed or is in another slot
     */
    public CpuLayout {
        slots = List.copyOf(slots);
        CpuSet left = topology.allowedCpus();
        for (CpuSet slot : slots) {
            if (slot.isEmpty() || !left.containsAll(slot)) {
                throw new IllegalArgumentException("slots: " + slot + " is not within the remaining CPUs, " + left);
            }
            left = left.minus(slot);
        }
    }

    /** Workers are not pinned. */
    public static CpuLayout of(CpuTopology topology) {
        return new CpuLayout(topology, List.of(), CpuDemand.share());
    }

    /**
     * A layout for a number of workers; there may be fewer slots than workers.
     *
     * @throws UnplannableException if no worker can have this affinity, with the reason and what is possible
     */
    public static CpuLayout of(CpuTopology topology, Affinity affinity, int workers) {
        return switch (affinity.unit()) {
            case NONE -> of(topology);
            case AUTO ->
                shares(topology, Math.min(workers, topology.allowedCpus().size()));
            case CORES ->
                planned(topology, new AffinityRequest.Cores(affinity.count()), CpuDemand.cores(affinity.count()));
            case THREAD -> planned(topology, new AffinityRequest.Threads(), CpuDemand.threads(1));
            case L2 -> whole(topology, CpuDemand.Level.L2);
            case L3 -> whole(topology, CpuDemand.Level.L3);
            case NODE -> whole(topology, CpuDemand.Level.NODE);
        };
    }

    private static CpuLayout shares(CpuTopology topology, int workers) {
        AffinityPlan plan = AffinityPlan.of(topology, AffinityRequest.of(new AffinityRequest.Workers(workers)));
        AffinitySlot any = plan.slots().get(0);
        boolean partsOfCores = any.level() == SlotLevel.THREAD;
        return new CpuLayout(
                topology,
                cpus(plan),
                partsOfCores ? CpuDemand.threads(any.cpus().size()) : CpuDemand.cores(any.cores()));
    }

    private static CpuLayout planned(CpuTopology topology, AffinityRequest.Share share, CpuDemand unit) {
        return new CpuLayout(topology, cpus(AffinityPlan.of(topology, AffinityRequest.of(share))), unit);
    }

    private static List<CpuSet> cpus(AffinityPlan plan) {
        return plan.slots().stream().map(AffinitySlot::cpus).toList();
    }

    /** Every object of a level, in the order in which they would be allocated to jobs. */
    private static CpuLayout whole(CpuTopology topology, CpuDemand.Level level) {
        CpuDemand unit = CpuDemand.whole(level);
        CpuAllocator allocator = new CpuAllocator(of(topology));
        allocator.check(unit);
        List<CpuSet> slots = new ArrayList<>();
        for (Optional<CpuGrant> next = allocator.allocate(unit); next.isPresent(); next = allocator.allocate(unit)) {
            slots.add(next.get().cpus());
        }
        return new CpuLayout(topology, slots, unit);
    }

    /** Whether a job with this demand is pinned to its own CPUs. */
    public boolean binds(CpuDemand demand) {
        return !(demand instanceof CpuDemand.Share) || !slots.isEmpty();
    }
}
