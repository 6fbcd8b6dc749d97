package org.expool.core.affinity;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    private final Place root;
    private final Occupancy occupancy;
    private final Occupancy empty;

    /**
     * Of the allowed CPUs of a machine.
     *
     * @param reserve how many cores are left to others, chosen as in plans
     * @throws UnplannableException if that leaves none
     */
    public CpuAllocator(CpuTopology topology, int reserve) {
        CoreTree tree = CoreTree.of(Reserve.leave(Core.of(topology), reserve), false, false, true);
        this.topology = topology;
        this.root = tree.root();
        this.occupancy = new Occupancy(tree);
        this.empty = new Occupancy(tree);
    }

    /**
     * Checks that a demand can be met at least when nothing else runs.
     *
     * @throws UnplannableException if not; says what the most is
     */
    public void check(CpuDemand demand) {
        if (new Room(empty).find(root, demand).isEmpty()) {
            throw new UnplannableException(refusal(demand));
        }
    }

    private String refusal(CpuDemand demand) {
        if (demand instanceof CpuDemand.Whole whole) {
            return "no job can have an " + whole.level().label() + " for itself: this machine shows none";
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

    /** Takes what a demand asks for; empty if there is no room for it now. */
    public Optional<CpuGrant> allocate(CpuDemand demand) {
        return new Room(occupancy).find(root, demand).map(this::grant);
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
        return new Waiting(occupancy).choose(root, demand).map(cores -> {
            cores.forEach(core -> occupancy.withhold(core, true));
            return new CpuReservation(demand, cores);
        });
    }

    /** Takes what was reserved, which ends the reservation; empty, and it goes on, while some of it is in use. */
    public Optional<CpuGrant> allocate(CpuReservation reservation) {
        if (!reservation.cores().stream().allMatch(occupancy::isWhollyFree)) {
            return Optional.empty();
        }
        cancel(reservation);
        return Optional.of(grant(Waiting.threads(reservation)));
    }

    /** Ends a reservation of which nothing has been taken. */
    public void cancel(CpuReservation reservation) {
        reservation.cores().forEach(core -> occupancy.withhold(core, false));
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
