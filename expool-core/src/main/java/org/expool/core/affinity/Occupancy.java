package org.expool.core.affinity;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.expool.CpuDemand;

/**
 * What is free of a tree of places, counted at every place, so that whoever looks for room goes down one way and need not
 * look around. A change costs by the depth of the tree. Not thread-safe.
 */
final class Occupancy {

    /** Depths of the tree at which there are nodes, L3 and L2 caches. */
    private static final int NODE = 1;

    private static final int L3 = 3;
    private static final int L2 = 4;

    private final TopologyNode[] places;
    private final int[] parents;
    private final int[] leaves;
    private final int[] workers;
    private final int[] idleCores;
    private final int[] idleThreads;
    private final int[] freeThreads;
    private final int[] openCores;
    private final int[][] idleObjects = new int[CpuDemand.Level.values().length][];
    private final CpuDemand.Level[] levels;
    private final int[] busy;
    private final boolean[] withheld;

    Occupancy(CoreTree tree) {
        places = new TopologyNode[tree.places()];
        parents = new int[tree.places()];
        workers = new int[tree.places()];
        idleCores = new int[tree.places()];
        idleThreads = new int[tree.places()];
        freeThreads = new int[tree.places()];
        openCores = new int[tree.places()];
        levels = new CpuDemand.Level[tree.places()];
        leaves = new int[tree.bound()];
        busy = new int[tree.bound()];
        withheld = new boolean[tree.bound()];
        for (CpuDemand.Level level : CpuDemand.Level.values()) {
            idleObjects[level.ordinal()] = new int[tree.places()];
        }
        enter(tree.root(), -1, 0);
        tree.root().cores().forEach(core -> add(core, 1));
        tree.root().cores().forEach(core -> climb(core, place -> openCores[place]++));
    }

    private void enter(TopologyNode place, int parent, int depth) {
        places[place.id()] = place;
        parents[place.id()] = parent;
        Core any = place.cores().get(0);
        if (depth == NODE) {
            levels[place.id()] = CpuDemand.Level.NODE;
        } else if (depth == L3 && any.l3() != Core.NONE) {
            levels[place.id()] = CpuDemand.Level.L3;
        } else if (depth == L2 && any.l2() != Core.NONE) {
            levels[place.id()] = CpuDemand.Level.L2;
        }
        place.children().forEach(child -> enter(child, place.id(), depth + 1));
        if (place.isLeaf()) {
            place.cores().forEach(core -> leaves[core.index()] = place.id());
        }
    }

    /** Grants that have a thread in the place. */
    int workers(TopologyNode place) {
        return workers[place.id()];
    }

    /** Cores with all their threads free. */
    int idleCores(TopologyNode place) {
        return idleCores[place.id()];
    }

    /** Threads of idle cores. */
    int idleThreads(TopologyNode place) {
        return idleThreads[place.id()];
    }

    /** All free threads. */
    int freeThreads(TopologyNode place) {
        return freeThreads[place.id()];
    }

    /** Cores that are not withheld, free or not. */
    int openCores(TopologyNode place) {
        return openCores[place.id()];
    }

    /** Objects of a level, the place itself among them, whose cores are all idle. */
    int idleObjects(TopologyNode place, CpuDemand.Level level) {
        return idleObjects[level.ordinal()][place.id()];
    }

    boolean is(TopologyNode place, CpuDemand.Level level) {
        return levels[place.id()] == level;
    }

    boolean isIdle(Core core) {
        return busy[core.index()] == 0 && !withheld[core.index()];
    }

    boolean isWithheld(Core core) {
        return withheld[core.index()];
    }

    /** The free threads of a core, as bits. */
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

    void withhold(Core core, boolean yes) {
        add(core, -1);
        withheld[core.index()] = yes;
        add(core, 1);
        climb(core, place -> openCores[place] += yes ? -1 : 1);
    }

    /** One grant more, or less, in all places of these cores. */
    void count(Collection<Core> cores, int more) {
        Set<Integer> touched = new HashSet<>();
        cores.forEach(core -> climb(core, touched::add));
        touched.forEach(place -> workers[place] += more);
    }

    private interface Visit {
        void at(int place);
    }

    private void climb(Core core, Visit visit) {
        for (int place = leaves[core.index()]; place >= 0; place = parents[place]) {
            visit.at(place);
        }
    }

    /** Counts a core as it is now, or takes it out of the count. */
    private void add(Core core, int sign) {
        int free = Integer.bitCount(free(core));
        boolean idle = isIdle(core);
        climb(core, place -> {
            freeThreads[place] += sign * free;
            if (idle) {
                boolean whole = idleCores[place] == places[place].cores().size();
                idleCores[place] += sign;
                idleThreads[place] += sign * free;
                if (levels[place] != null
                        && whole != (idleCores[place] == places[place].cores().size())) {
                    countObject(place, sign);
                }
            }
        });
    }

    private void countObject(int object, int sign) {
        int[] counts = idleObjects[levels[object].ordinal()];
        for (int place = object; place >= 0; place = parents[place]) {
            counts[place] += sign;
        }
    }
}
