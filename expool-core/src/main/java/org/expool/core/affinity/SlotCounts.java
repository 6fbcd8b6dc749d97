package org.expool.core.affinity;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * How many of equal slots each place of a tree gets. They are dealt one by one, each down the way on which it meets the
 * fewest others: level by level, the first level at which two ways differ decides. Each place remembers the cost of its
 * cheapest way, so a slot costs by the depth of the tree and the number of children on its way. Not thread-safe.
 */
final class SlotCounts {

    /** For each object that a slot touches at a level where it fits into none: worse than any crowd. */
    private static final int CROSSING = 1 << 16;

    private final int size;
    private final int[] slots;
    private final int[] room;
    private final int[] @Nullable [] costs;

    private SlotCounts(TopologyNode root, int places, int size) {
        this.size = size;
        this.slots = new int[places];
        this.room = new int[places];
        this.costs = new int[places][];
        prepare(root);
    }

    /**
     * Deals slots into a tree of which all is free.
     *
     * @param places how many the tree has
     * @param count at most the capacity
     * @param size cores of each slot
     * @return the number of slots by the id of the place; those that a place has beyond its children's cross them
     */
    static int[] deal(TopologyNode root, int places, int count, int size) {
        SlotCounts spread = new SlotCounts(root, places, size);
        for (int i = 0; i < count; i++) {
            spread.add(root);
        }
        return spread.slots;
    }

    private void prepare(TopologyNode place) {
        place.children().forEach(this::prepare);
        room[place.id()] = Packer.capacity(place, size);
        costs[place.id()] = cost(place);
    }

    private void add(TopologyNode place) {
        TopologyNode child = cheapest(place);
        if (child != null) {
            add(child);
        }
        slots[place.id()]++;
        costs[place.id()] = cost(place);
    }

    private @Nullable TopologyNode cheapest(TopologyNode place) {
        TopologyNode best = null;
        for (TopologyNode child : place.children()) {
            if (slots[child.id()] < room[child.id()]
                    && (best == null || Arrays.compare(costs[child.id()], costs[best.id()]) < 0)) {
                best = child;
            }
        }
        return best;
    }

    /** That of one more slot: how many there are at each level of its way; last, that fewer threads are worse. */
    private int[] cost(TopologyNode place) {
        TopologyNode child = cheapest(place);
        int[] below;
        if (child != null) {
            below = costs[child.id()];
        } else if (place.isLeaf()) {
            int next = Math.min(slots[place.id()] * size, place.cores().size() - 1);
            below = new int[] {-place.cores().get(next).threads().size()};
        } else {
            below = new int[] {crossing(place)};
        }
        int[] cost = new int[below.length + 1];
        cost[0] = slots[place.id()];
        System.arraycopy(below, 0, cost, 1, below.length);
        return cost;
    }

    /** How many children a slot would touch if it took the largest remainders, and about how crowded these are. */
    private int crossing(TopologyNode place) {
        int[] children = new int[size + 1];
        int[] crowd = new int[size + 1];
        for (TopologyNode child : place.children()) {
            int remainder = Math.min(size, remainder(child));
            children[remainder]++;
            crowd[remainder] += slots[child.id()];
        }
        int cost = 0;
        int missing = size;
        for (int remainder = size; remainder > 0 && missing > 0; remainder--) {
            int touched = Math.min(children[remainder], (missing + remainder - 1) / remainder);
            missing -= touched * remainder;
            cost += touched == 0 ? 0 : touched * CROSSING + crowd[remainder] * touched / children[remainder];
        }
        return cost;
    }

    private int remainder(TopologyNode place) {
        return place.cores().size() - slots[place.id()] * size;
    }
}
