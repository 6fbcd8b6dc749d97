package org.expool.core.affinity;

import java.util.List;
import org.expool.CpuSet;
import org.expool.CpuTopology;

/**
 * The CPUs of each worker of a pool, if all workers get equal slots. Immutable and thread-safe.
 *
 * <h2>Objective</h2>
 *
 * <p>Slots are disjoint and allowed. A slot stays within one NUMA node, unless it may span nodes or there are fewer
 * workers than nodes: these get whole neighbouring nodes. CPUs without a node count as one separate node. Slots are
 * whole cores, except where there are more workers than cores. Each of n workers gets the largest equal number of
 * cores, {@code t* = max{t : sum over nodes of floor(cores/t) >= n}}; for k cores each, there are as many workers as
 * fit. Among these divisions the best is the one in which, level by level from the node to the L2 cache, slots touch the
 * fewest objects, then the fewest slots share an object; then in which the fewest slots mix kinds of cores; then in which
 * slots differ least in CPUs ({@link Score}).
 *
 * <h2>Algorithm</h2>
 *
 * <ol>
 *   <li>Build a tree of the allowed cores: nodes, within them packages, L3, L2 ({@link TopologyNode}). Nothing is inferred
 *       from the numbers of CPUs.
 *   <li>Distribute the slots top-down, each to the child that has fewest so far and room left: this spreads few slots over
 *       many caches and packs many slots tightly. Only slots that fit into no child cross children and are made of their
 *       remaining cores, but never cross nodes ({@link Packer}). If any slot crosses, two preferences are tried and the
 *       better division is used.
 *   <li>Order the slots round robin over nodes, packages, L3 and L2, so that each prefix of the list is balanced, because a
 *       pool with fewer running workers than slots uses a prefix ({@link RoundRobinOrder}).
 * </ol>
 *
 * @param slots disjoint, in the order of use; not empty
 * @param unusedCpus allowed CPUs of no slot
 * @param symmetric whether all slots are equivalent: CPUs, cores, level, kind and sharers
 */
public record AffinityPlan(List<AffinitySlot> slots, CpuSet unusedCpus, boolean symmetric) {

    public AffinityPlan {
        slots = List.copyOf(slots);
    }

    /**
     * Plans for the allowed CPUs of a host. Deterministic.
     *
     * @throws UnplannableException if there is no such plan, with the reason and what is possible
     */
    public static AffinityPlan of(CpuTopology topology, AffinityRequest request) {
        List<AffinitySlot> slots = new Planner(topology, request).slots();
        CpuSet used = CpuSet.union(slots.stream().map(AffinitySlot::cpus).toList());
        boolean symmetric = slots.stream().allMatch(slots.get(0)::isLike);
        return new AffinityPlan(slots, topology.allowedCpus().minus(used), symmetric);
    }
}
