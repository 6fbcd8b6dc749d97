package org.expool.core.affinity;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.expool.CpuDemand;
import org.expool.CpuSet;
import org.expool.CpuTopology;

/**
 * Gives CPUs to jobs of different demands while they run, by the objective of {@link AffinityPlan} applied to what is
 * free: inside one node, where the fewest jobs are, level by level, and in the tightest of equal places. An allocation
 * costs by what it takes and by the depth of the machine, not by its size. Deterministic. Not thread-safe: it is part of
 * the state of whoever schedules.
 */
public final class CpuAllocator {

    private final CpuTopology topology;
    private final CpuDemand unit;
    private final PlannedSlots slots;
    private final TopologyNode root;
    private final Occupancy occupancy;
    private final Occupancy empty;

    /**
     * Of the allowed CPUs of a machine.
     *
     * @throws UnplannableException if there is none
     */
    public CpuAllocator(CpuLayout layout) {
        List<Core> cores = Reserve.leave(Core.of(layout.topology()), 0);
        CoreTree tree = CoreTree.of(cores, false, false, true);
        this.topology = layout.topology();
        this.unit = layout.unit();
        this.slots = new PlannedSlots(layout.slots(), cores);
        this.root = tree.root();
        this.occupancy = new Occupancy(tree);
        this.empty = new Occupancy(tree);
    }

    /**
     * Checks that a demand can be met at least when nothing else runs. May be called by any thread.
     *
     * @throws UnplannableException if not; says what the most is
     */
    public void check(CpuDemand demand) {
        if (find(empty, demand).isEmpty()) {
            throw new UnplannableException(refusal(demand));
        }
    }

    private Optional<Map<Core, Integer>> find(Occupancy in, CpuDemand demand) {
        if (!(demand instanceof CpuDemand.Share)) {
            return new BestFitSearch(in).find(root, demand);
        }
        Optional<Map<Core, Integer>> slot = slots.firstFree(in);
        return slot.isPresent() || unit.equals(demand) ? slot : find(in, unit);
    }

    private String refusal(CpuDemand demand) {
        if (demand instanceof CpuDemand.Whole whole) {
            return "no job can have an " + whole.level().label() + " for itself: this machine shows none";
        }
        if (demand instanceof CpuDemand.Share) {
            return "no worker has a share of its own: the pool's workers run on any CPU";
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

    /** Takes what a demand asks for; empty if there is no room for it now. */
    public Optional<CpuGrant> allocate(CpuDemand demand) {
        return find(occupancy, demand).map(this::grant);
    }

    /** Gives back what was granted, once. */
    public void release(CpuGrant grant) {
        grant.threads().forEach(occupancy::vacate);
        occupancy.count(grant.threads().keySet(), -1);
    }

    /**
     * Keeps cores for a demand that waits, so that smaller ones cannot take them again and again: where least has to be
     * waited for. Others may go on using theirs, and after that nobody gets them.
     *
     * @return empty if other reservations leave no such place
     */
    public Optional<CpuReservation> reserve(CpuDemand demand) {
        Optional<List<Core>> cores = demand instanceof CpuDemand.Share
                ? slots.nearlyFree(occupancy)
                : new ReservationPicker(occupancy).choose(root, demand);
        return cores.map(chosen -> {
            withhold(chosen, true);
            return new CpuReservation(demand, chosen);
        });
    }

    /** Whether there is room now for that for which cores are kept: these, and all that are free. */
    public boolean fits(CpuReservation reservation) {
        cancel(reservation);
        boolean fits = fits(reservation.demand());
        withhold(reservation.cores(), true);
        return fits;
    }

    /**
     * Takes what waited, of the cores that are kept for it and of all that are free, which ends the reservation; empty, and
     * it goes on, if there is no room yet.
     */
    public Optional<CpuGrant> allocate(CpuReservation reservation) {
        cancel(reservation);
        Optional<CpuGrant> grant = allocate(reservation.demand());
        if (grant.isEmpty()) {
            withhold(reservation.cores(), true);
        }
        return grant;
    }

    /** Ends a reservation of which nothing has been taken. */
    public void cancel(CpuReservation reservation) {
        withhold(reservation.cores(), false);
    }

    private void withhold(List<Core> cores, boolean yes) {
        cores.forEach(core -> occupancy.withhold(core, yes));
    }

    /** All CPUs that a demand could get now. */
    public CpuSet freeCpus() {
        List<CpuSet> free = new ArrayList<>();
        root.cores().forEach(core -> free.add(cpus(core, occupancy.free(core))));
        return CpuSet.union(free);
    }

    private CpuGrant grant(Map<Core, Integer> threads) {
        threads.forEach(occupancy::occupy);
        occupancy.count(threads.keySet(), 1);
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
