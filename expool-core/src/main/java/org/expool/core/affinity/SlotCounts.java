package org.expool.core.affinity;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The number of equal slots of each object of a tree. Slots are distributed one by one, each along the path with the fewest
 * slots so far, compared lexicographically from the top level down. Each object stores the cost of its cheapest path, so a slot
 * takes time proportional to the depth of the tree and the number of children on its path. Not thread-safe.
 */
final class SlotCounts {

    /** The cost of each object that a crossing slot touches: more than any number of slots. */
    private static final int CROSSING = 1 << 16;

    private final int size;
    private final int[] slots;
    private final int[] room;
    private final int[] @Nullable [] costs;

    private SlotCounts(TopologyNode root, int objects, int size) {
        this.size = size;
        this.slots = new int[objects];
        this.room = new int[objects];
        this.costs = new int[objects][];
        prepare(root);
    }

    /**
     * Distributes slots over an empty tree.
     *
     * @param objects number of objects in the tree
     * @param count of slots, at most the capacity
     * @param size cores of each slot
     * @return the number of slots by the id of the object; those that an object has beyond its children's cross them
     */
    static int[] distribute(TopologyNode root, int objects, int count, int size) {
        SlotCounts counts = new SlotCounts(root, objects, size);
        for (int i = 0; i < count; i++) {
            counts.add(root);
        }
        return counts.slots;
    }

    private void prepare(TopologyNode object) {
        object.children().forEach(this::prepare);
        room[object.id()] = Packer.capacity(object, size);
        costs[object.id()] = cost(object);
    }

    private void add(TopologyNode object) {
        TopologyNode child = cheapest(object);
        if (child != null) {
            add(child);
        }
        slots[object.id()]++;
        costs[object.id()] = cost(object);
    }

    private @Nullable TopologyNode cheapest(TopologyNode object) {
        TopologyNode best = null;
        for (TopologyNode child : object.children()) {
            if (slots[child.id()] < room[child.id()]
                    && (best == null || Arrays.compare(costs[child.id()], costs[best.id()]) < 0)) {
                best = child;
            }
        }
        return best;
    }

    /** The cost of one more slot: the number of slots at each level of its path; last, fewer threads cost more. */
    private int[] cost(TopologyNode object) {
        TopologyNode child = cheapest(object);
        int[] rest;
        if (child != null) {
            rest = costs[child.id()];
        } else if (object.isLeaf()) {
            int next = Math.min(slots[object.id()] * size, object.cores().size() - 1);
            rest = new int[] {-object.cores().get(next).threads().size()};
        } else {
            rest = new int[] {crossing(object)};
        }
        int[] cost = new int[rest.length + 1];
        cost[0] = slots[object.id()];
        System.arraycopy(rest, 0, cost, 1, rest.length);
        return cost;
    }

    /** The number of children that a slot would touch if it took the largest remainders, and about how many slots they have. */
    private int crossing(TopologyNode object) {
        int[] children = new int[size + 1];
        int[] crowd = new int[size + 1];
        for (TopologyNode child : object.children()) {
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

    private int remainder(TopologyNode object) {
        return object.cores().size() - slots[object.id()] * size;
    }
}
