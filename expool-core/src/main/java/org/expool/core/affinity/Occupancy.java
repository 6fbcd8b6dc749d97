package org.expool.core.affinity;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.expool.CpuDemand;

/**
 * Free capacity of a topology tree, counted at every object, so that a search follows one path down. A change takes time
 * proportional to the depth of the tree. Not thread-safe.
 */
final class Occupancy {

    /** Depths of the tree at which there are nodes, L3 and L2 caches. */
    private static final int NODE = 1;

    private static final int L3 = 3;
    private static final int L2 = 4;

    private final TopologyNode[] objects;
    private final int[] parents;
    private final int[] leaves;
    private final int[] workers;
    private final int[] idleCores;
    private final int[] idleThreads;
    private final int[] freeThreads;
    private final int[] unreservedCores;
    private final int[][] idleObjects = new int[CpuDemand.Level.values().length][];
    private final CpuDemand.Level[] levels;
    private final int[] busy;
    private final boolean[] withheld;

    Occupancy(CoreTree tree) {
        objects = new TopologyNode[tree.objects()];
        parents = new int[tree.objects()];
        workers = new int[tree.objects()];
        idleCores = new int[tree.objects()];
        idleThreads = new int[tree.objects()];
        freeThreads = new int[tree.objects()];
        unreservedCores = new int[tree.objects()];
        levels = new CpuDemand.Level[tree.objects()];
        leaves = new int[tree.bound()];
        busy = new int[tree.bound()];
        withheld = new boolean[tree.bound()];
        for (CpuDemand.Level level : CpuDemand.Level.values()) {
            idleObjects[level.ordinal()] = new int[tree.objects()];
        }
        register(tree.root(), -1, 0);
        tree.root().cores().forEach(core -> add(core, 1));
        tree.root().cores().forEach(core -> forEachAncestor(core, object -> unreservedCores[object]++));
    }

    private void register(TopologyNode object, int parent, int depth) {
        objects[object.id()] = object;
        parents[object.id()] = parent;
        Core any = object.cores().get(0);
        if (depth == NODE) {
            levels[object.id()] = CpuDemand.Level.NODE;
        } else if (depth == L3 && any.l3() != Core.NONE) {
            levels[object.id()] = CpuDemand.Level.L3;
        } else if (depth == L2 && any.l2() != Core.NONE) {
            levels[object.id()] = CpuDemand.Level.L2;
        }
        object.children().forEach(child -> register(child, object.id(), depth + 1));
        if (object.isLeaf()) {
            object.cores().forEach(core -> leaves[core.index()] = object.id());
        }
    }

    /** Grants that have a thread in the object. */
    int workers(TopologyNode object) {
        return workers[object.id()];
    }

    /** Cores whose threads are all free. */
    int idleCores(TopologyNode object) {
        return idleCores[object.id()];
    }

    /** Threads of idle cores. */
    int idleThreads(TopologyNode object) {
        return idleThreads[object.id()];
    }

    int freeThreads(TopologyNode object) {
        return freeThreads[object.id()];
    }

    /** Cores that are not reserved, free or not. */
    int unreservedCores(TopologyNode object) {
        return unreservedCores[object.id()];
    }

    /** Objects of a level, this one included, whose cores are all idle. */
    int idleObjects(TopologyNode object, CpuDemand.Level level) {
        return idleObjects[level.ordinal()][object.id()];
    }

    boolean is(TopologyNode object, CpuDemand.Level level) {
        return levels[object.id()] == level;
    }

    boolean isIdle(Core core) {
        return busy[core.index()] == 0 && !withheld[core.index()];
    }

    boolean isWithheld(Core core) {
        return withheld[core.index()];
    }

    /** The free threads of a core, as a bit mask. */
    int free(Core core) {
        return withheld[core.index()] ? 0 : all(core) & ~busy[core.index()];
    }

    static int all(Core core) {
        return (1 << core.threads().size()) - 1;
    }

    void occupy(Core core, int threads) {
        add(core, -1);
        busy[core.index()] |= threads;
        add(core, 1);
    }

    void vacate(Core core, int threads) {
        add(core, -1);
        busy[core.index()] &= ~threads;
        add(core, 1);
    }

    void withhold(Core core, boolean newlyWithheld) {
        add(core, -1);
        withheld[core.index()] = newlyWithheld;
        add(core, 1);
        forEachAncestor(core, object -> unreservedCores[object] += newlyWithheld ? -1 : 1);
    }

    /** Counts one grant more, or less, in all objects of these cores. */
    void countGrants(Collection<Core> cores, int more) {
        Set<Integer> touched = new HashSet<>();
        cores.forEach(core -> forEachAncestor(core, touched::add));
        touched.forEach(object -> workers[object] += more);
    }

    private interface Visit {
        void at(int object);
    }

    private void forEachAncestor(Core core, Visit visit) {
        for (int object = leaves[core.index()]; object >= 0; object = parents[object]) {
            visit.at(object);
        }
    }

    /** Adds a core as it is now to the counts of its objects, or subtracts it. */
    private void add(Core core, int sign) {
        int free = Integer.bitCount(free(core));
        boolean idle = isIdle(core);
        forEachAncestor(core, object -> {
            freeThreads[object] += sign * free;
            if (idle) {
                boolean whole = idleCores[object] == objects[object].cores().size();
                idleCores[object] += sign;
                idleThreads[object] += sign * free;
                if (levels[object] != null
                        && whole
                                != (idleCores[object] == objects[object].cores().size())) {
                    countObject(object, sign);
                }
            }
        });
    }

    private void countObject(int object, int sign) {
        int[] counts = idleObjects[levels[object].ordinal()];
        for (int ancestor = object; ancestor >= 0; ancestor = parents[ancestor]) {
            counts[ancestor] += sign;
        }
    }
}
