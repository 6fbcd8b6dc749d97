package org.expool.core.affinity;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.expool.CpuDemand;
import org.jspecify.annotations.Nullable;

/**
 * Finds the best free CPUs for one demand: top-down into the child that has enough and fewest workers, of equal ones the
 * tightest fit. If no child has enough, takes all of the one that has most, and the remainder likewise. Never crosses nodes.
 * Not thread-safe.
 */
final class BestFitSearch {

    private final Occupancy occupancy;
    private final Map<Core, Integer> found = new LinkedHashMap<>();

    BestFitSearch(Occupancy occupancy) {
        this.occupancy = occupancy;
    }

    /**
     * The unit of room.
     *
     * @param in how much room an object has
     * @param wholeCores whether cores are counted, else threads
     * @param shared whether to take threads of cores that others use as well
     */
    private record Measure(ToIntFunction<TopologyNode> in, boolean wholeCores, boolean shared) {}

    /** The threads of each core, as a bit mask; empty if there is no room now. */
    Optional<Map<Core, Integer>> find(TopologyNode root, CpuDemand demand) {
        if (demand instanceof CpuDemand.Cores cores) {
            return within(root, cores.count(), new Measure(occupancy::idleCores, true, false));
        }
        if (demand instanceof CpuDemand.Threads threads) {
            // Cores shared with another job are the second choice.
            return within(root, threads.count(), new Measure(occupancy::idleThreads, false, false))
                    .or(() -> within(root, threads.count(), new Measure(occupancy::freeThreads, false, true)));
        }
        return whole(root, ((CpuDemand.Whole) demand).level());
    }

    private Optional<Map<Core, Integer>> within(TopologyNode root, int count, Measure room) {
        TopologyNode node = best(root.children(), count, room.in());
        if (node == null) {
            return Optional.empty();
        }
        take(node, count, room);
        return Optional.of(found);
    }

    private @Nullable TopologyNode best(List<TopologyNode> objects, int count, ToIntFunction<TopologyNode> room) {
        TopologyNode best = null;
        for (TopologyNode object : objects) {
            if (room.applyAsInt(object) >= count && (best == null || isBetter(object, best, room))) {
                best = object;
            }
        }
        return best;
    }

    private boolean isBetter(TopologyNode object, TopologyNode best, ToIntFunction<TopologyNode> room) {
        int crowd = Integer.compare(occupancy.workers(object), occupancy.workers(best));
        return crowd != 0 ? crowd < 0 : room.applyAsInt(object) < room.applyAsInt(best);
    }

    private void take(TopologyNode object, int count, Measure room) {
        if (object.isLeaf()) {
            takeOf(object, count, room);
            return;
        }
        TopologyNode enough = best(object.children(), count, room.in());
        if (enough != null) {
            take(enough, count, room);
            return;
        }
        List<TopologyNode> mostFirst = new ArrayList<>(object.children());
        mostFirst.sort(Comparator.comparingInt(child -> -room.in().applyAsInt(child)));
        int missing = count;
        for (TopologyNode child : mostFirst) {
            int part = Math.min(missing, room.in().applyAsInt(child));
            if (part > 0) {
                take(child, part, room);
                missing -= part;
            }
        }
    }

    private void takeOf(TopologyNode leaf, int count, Measure room) {
        int missing = count - takeOf(leaf, count, room, true);
        if (room.shared()) {
            takeOf(leaf, missing, room, false);
        }
    }

    /** Takes of the last core only as many threads as are missing. */
    private int takeOf(TopologyNode leaf, int count, Measure room, boolean idle) {
        int taken = 0;
        for (Core core : leaf.cores()) {
            int free = occupancy.free(core);
            if (taken < count && free != 0 && occupancy.isIdle(core) == idle) {
                int threads = room.wholeCores() ? free : lowest(free, count - taken);
                found.put(core, threads);
                taken += room.wholeCores() ? 1 : Integer.bitCount(threads);
            }
        }
        return taken;
    }

    private static int lowest(int threads, int count) {
        int left = threads;
        for (int i = 0; i < count; i++) {
            left &= left - 1;
        }
        return threads & ~left;
    }

    private Optional<Map<Core, Integer>> whole(TopologyNode root, CpuDemand.Level level) {
        TopologyNode object = root;
        while (!occupancy.is(object, level)) {
            TopologyNode next = best(object.children(), 1, child -> occupancy.idleObjects(child, level));
            if (next == null) {
                return Optional.empty();
            }
            object = next;
        }
        object.cores().forEach(core -> found.put(core, Occupancy.all(core)));
        return Optional.of(found);
    }
}
