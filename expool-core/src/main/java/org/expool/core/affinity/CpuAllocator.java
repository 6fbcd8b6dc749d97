package org.expool.core.affinity;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.expool.CpuDemand;
import org.expool.CpuSet;
import org.expool.CpuTopology;

/**
 * Allocates CPUs to jobs of different demands online, by the objective of {@link AffinityPlan} applied to the free
 * CPUs: inside one node, where the fewest jobs are, level by level, best fit among equals. The time of an allocation
 * depends on its size and the depth of the topology, not on the size of the host. Deterministic. Not thread-safe: part
 * of the scheduler's state.
 */
public final class CpuAllocator {

    private final CpuTopology topology;
    private final CpuDemand unit;
    private final PlannedSlots slots;
    private final TopologyNode root;
    private final Occupancy occupancy;
    private final Occupancy empty;

    /**
     * Allocates the allowed CPUs of a layout.
     *
     * @throws UnplannableException if there is none
     */
    public CpuAllocator(CpuLayout layout) {
        List<Core> cores = Reserve.exclude(Core.of(layout.topology()), 0);
        CoreTree tree = CoreTree.of(cores, false, false, true);
        this.topology = layout.topology();
        this.unit = layout.unit();
        this.slots = new PlannedSlots(layout.slots(), cores);
        this.root = tree.root();
        this.occupancy = new Occupancy(tree);
        this.empty = new Occupancy(tree);
    }

    /**
     * Checks that a demand can be met when nothing else runs. May be called by any thread.
     *
     * @throws UnplannableException if not, with the maximum
     */
    public void check(CpuDemand demand) {
        if (find(empty, demand).isEmpty()) {
            throw new UnplannableException(refusal(demand));
        }
    }

    private Optional<Map<Core, Integer>> find(Occupancy state, CpuDemand demand) {
        if (!(demand instanceof CpuDemand.Share)) {
            return new BestFitSearch(state).find(root, demand);
        }
        Optional<Map<Core, Integer>> slot = slots.firstFree(state);
        return slot.isPresent() || unit.equals(demand) ? slot : find(state, unit);
    }

    private String refusal(CpuDemand demand) {
        if (demand instanceof CpuDemand.Whole whole) {
            return "no job can have an " + whole.level().label() + " for itself: this host shows none";
        }
        if (demand instanceof CpuDemand.Share) {
            return "no worker has a share: the pool's workers are not pinned";
        }
        boolean cores = demand instanceof CpuDemand.Cores;
        int most = root.children().stream()
                .mapToInt(node -> cores ? empty.idleCores(node) : empty.freeThreads(node))
                .max()
                .orElseThrow();
        String what = cores ? " cores" : " CPUs";
        int asked = demand instanceof CpuDemand.Cores some ? some.count() : ((CpuDemand.Threads) demand).count();
        return "no job can have " + asked + what + ": the largest NUMA node has " + most + what
                + " that are allowed; ask for at most " + most;
    }

    /** Whether there is room for a demand now. */
    public boolean fits(CpuDemand demand) {
        return find(occupancy, demand).isPresent();
    }

    /** Allocates CPUs for a demand; empty if there is no room now. */
    public Optional<CpuGrant> allocate(CpuDemand demand) {
        return find(occupancy, demand).map(this::grant);
    }

    /** Releases a grant, once. */
    public void release(CpuGrant grant) {
        grant.threads().forEach(occupancy::vacate);
        occupancy.countGrants(grant.threads().keySet(), -1);
    }

    /**
     * Reserves cores for a waiting demand, so that smaller demands cannot starve it: the set with the most free cores.
     * Present users keep them until they release them; then no other demand gets them.
     *
     * @return empty if other reservations leave too few cores
     */
    public Optional<CpuReservation> reserve(CpuDemand demand) {
        Optional<List<Core>> cores = demand instanceof CpuDemand.Share
                ? slots.leastBusy(occupancy)
                : new ReservationPicker(occupancy).choose(root, demand);
        return cores.map(chosen -> {
            withhold(chosen, true);
            return new CpuReservation(demand, chosen);
        });
    }

    /** Whether there is room now for the demand of a reservation, in its cores and all free ones. */
    public boolean fits(CpuReservation reservation) {
        cancel(reservation);
        boolean fits = fits(reservation.demand());
        withhold(reservation.cores(), true);
        return fits;
    }

    /**
     * Allocates CPUs for the demand of a reservation, of its cores and all free ones, which ends the reservation; empty if
     * there is no room yet, and the reservation continues.
     */
    public Optional<CpuGrant> allocate(CpuReservation reservation) {
        cancel(reservation);
        Optional<CpuGrant> grant = allocate(reservation.demand());
        if (grant.isEmpty()) {
            withhold(reservation.cores(), true);
        }
        return grant;
    }

    /** Cancels a reservation that was not allocated. */
    public void cancel(CpuReservation reservation) {
        withhold(reservation.cores(), false);
    }

    private void withhold(List<Core> cores, boolean withheld) {
        cores.forEach(core -> occupancy.withhold(core, withheld));
    }

    /** The CPUs that a demand could get now. */
    CpuSet freeCpus() {
        List<CpuSet> free = new ArrayList<>();
        root.cores().forEach(core -> free.add(cpus(core, occupancy.free(core))));
        return CpuSet.union(free);
    }

    private CpuGrant grant(Map<Core, Integer> threads) {
        threads.forEach(occupancy::occupy);
        occupancy.countGrants(threads.keySet(), 1);
        CpuSet cpus = CpuSet.union(threads.entrySet().stream()
                .map(entry -> cpus(entry.getKey(), entry.getValue()))
                .toList());
        return new CpuGrant(cpus, topology.nodesOf(cpus).intersection(topology.allowedNodes()), Map.copyOf(threads));
    }

    private static CpuSet cpus(Core core, int threads) {
        if (threads == Occupancy.all(core)) {
            return core.threads();
        }
        int[] numbers = core.threads().stream().toArray();
        int[] chosen = new int[Integer.bitCount(threads)];
        int next = 0;
        for (int i = 0; i < numbers.length; i++) {
            if ((threads >> i & 1) != 0) {
                chosen[next++] = numbers[i];
            }
        }
        return CpuSet.of(chosen);
    }
}
