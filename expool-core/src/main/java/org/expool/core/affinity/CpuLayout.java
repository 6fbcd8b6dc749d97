package org.expool.core.affinity;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.expool.Affinity;
import org.expool.CpuDemand;
import org.expool.CpuSet;
import org.expool.CpuTopology;

/**
 * How a pool divides a machine: a slot for each worker, made once, from the same CPUs of which jobs get what they ask for
 * themselves. Immutable and thread-safe.
 *
 * @param topology the machine
 * @param slots what workers get, in the order of use; empty if they run anywhere
 * @param unit what a worker gets while parts of all slots are taken by jobs that asked for them; {@link CpuDemand.Share}
 *     if workers run anywhere
 */
public record CpuLayout(CpuTopology topology, List<CpuSet> slots, CpuDemand unit) {

    /**
     * Checks and copies.
     *
     * @throws IllegalArgumentException if a slot is empty, or has a CPU that is not allowed or that another has
     */
    public CpuLayout {
        slots = List.copyOf(slots);
        CpuSet left = topology.allowedCpus();
        for (CpuSet slot : slots) {
            if (slot.isEmpty() || !left.containsAll(slot)) {
                throw new IllegalArgumentException("slots: " + slot + " is not of what is left, " + left);
            }
            left = left.minus(slot);
        }
    }

    /** Workers run anywhere. */
    public static CpuLayout of(CpuTopology machine) {
        return new CpuLayout(machine, List.of(), CpuDemand.share());
    }

    /**
     * For so many workers; there may be fewer slots than workers.
     *
     * @throws UnplannableException if none can have what the affinity says; says why and what could be had
     */
    public static CpuLayout of(CpuTopology machine, Affinity affinity, int workers) {
        return switch (affinity.unit()) {
            case NONE -> of(machine);
            case AUTO -> shares(machine, Math.min(workers, machine.allowedCpus().size()));
            case CORES ->
                planned(machine, new AffinityRequest.Cores(affinity.count()), CpuDemand.cores(affinity.count()));
            case THREAD -> planned(machine, new AffinityRequest.Threads(), CpuDemand.threads(1));
            case L2 -> whole(machine, CpuDemand.Level.L2);
            case L3 -> whole(machine, CpuDemand.Level.L3);
            case NODE -> whole(machine, CpuDemand.Level.NODE);
        };
    }

    private static CpuLayout shares(CpuTopology machine, int workers) {
        AffinityPlan plan = AffinityPlan.of(machine, AffinityRequest.of(new AffinityRequest.Workers(workers)));
        AffinitySlot any = plan.slots().get(0);
        boolean partsOfCores = any.level() == SlotLevel.THREAD;
        return new CpuLayout(
                machine,
                cpus(plan),
                partsOfCores ? CpuDemand.threads(any.cpus().size()) : CpuDemand.cores(any.cores()));
    }

    private static CpuLayout planned(CpuTopology machine, AffinityRequest.Share share, CpuDemand unit) {
        return new CpuLayout(machine, cpus(AffinityPlan.of(machine, AffinityRequest.of(share))), unit);
    }

    private static List<CpuSet> cpus(AffinityPlan plan) {
        return plan.slots().stream().map(AffinitySlot::cpus).toList();
    }

    /** Every object of a level, as they would be given to one job after another. */
    private static CpuLayout whole(CpuTopology machine, CpuDemand.Level level) {
        CpuDemand unit = CpuDemand.whole(level);
        CpuAllocator allocator = new CpuAllocator(of(machine));
        allocator.check(unit);
        List<CpuSet> slots = new ArrayList<>();
        for (Optional<CpuGrant> next = allocator.allocate(unit); next.isPresent(); next = allocator.allocate(unit)) {
            slots.add(next.get().cpus());
        }
        return new CpuLayout(machine, slots, unit);
    }

    /** Whether a job with this demand gets CPUs for itself. */
    public boolean binds(CpuDemand demand) {
        return !(demand instanceof CpuDemand.Share) || !slots.isEmpty();
    }
}
