package org.expool.core.affinity;

import java.util.List;
import org.expool.CpuSet;
import org.expool.CpuTopology;

/**
 * Which CPUs each worker of a pool gets, if all are to get the same. Immutable and thread-safe.
 *
 * <h2>What is best</h2>
 *
 * <p>Slots are disjoint and allowed. A slot stays within one NUMA node, unless it may span nodes or there are fewer
 * workers than nodes, who then get whole neighbouring nodes. CPUs without a node are a node of their own. Slots are
 * whole cores, except where there are more workers than cores. For n workers each gets the largest equal number of
 * cores, {@code t* = max{t : sum over nodes of floor(cores/t) >= n}}; for k cores each there are as many workers as
 * fit. Among divisions that do this the one is taken in which, level by level from the node to the L2 cache, slots
 * touch the fewest objects, and then the fewest slots share one; then in which the fewest slots mix kinds of cores; then
 * in which slots differ least in CPUs ({@link Score}).
 *
 * <h2>How it is found</h2>
 *
 * <ol>
 *   <li>The allowed cores become a tree: nodes, within them packages, L3, L2 ({@link TopologyNode}). Nothing is concluded from
 *       how CPUs are numbered.
 *   <li>From the top down each place deals its slots to its children, to the one that has fewest so far and room left:
 *       that spreads few slots over many caches and packs many slots tightly. Only slots that fit into no child are
 *       made of what the children have left, so leftovers rise, but not above the node ({@link Packer}). Where leftovers
 *       rise, two preferences are tried and the better division is kept.
 *   <li>The slots are dealt in turn over nodes, packages, L3 and L2, so that any beginning of the list is balanced,
 *       which is what a pool with fewer running workers than slots uses ({@link RoundRobinOrder}).
 * </ol>
 *
 * @param slots disjoint, in the order in which they are to be used; not empty
 * @param unusedCpus the allowed ones that no slot has
 * @param symmetric whether all slots offer the same: CPUs, cores, level, kind and sharers
 */
public record AffinityPlan(List<AffinitySlot> slots, CpuSet unusedCpus, boolean symmetric) {

    /** Copies the list. */
    public AffinityPlan {
        slots = List.copyOf(slots);
    }

    /**
     * Plans for the allowed CPUs of a machine. The same arguments always give the same plan.
     *
     * @throws UnplannableException if it cannot be; says why and what could
     */
    public static AffinityPlan of(CpuTopology topology, AffinityRequest request) {
        List<AffinitySlot> slots = new Planner(topology, request).slots();
        CpuSet used = CpuSet.union(slots.stream().map(AffinitySlot::cpus).toList());
        boolean symmetric = slots.stream().allMatch(slots.get(0)::isLike);
        return new AffinityPlan(slots, topology.allowedCpus().minus(used), symmetric);
    }
}
