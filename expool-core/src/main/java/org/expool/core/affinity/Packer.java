package org.expool.core.affinity;

import java.util.ArrayList;
import java.util.List;

/**
 * Packs slots of equal size into a topology tree. {@link SlotCounts} says how many each object gets: as many as fit go into
 * single children; only slots that fit into no child cross children, and are made of their remaining cores, touching as few
 * children as possible. So a slot stays in the deepest object that has room for it. Used for one packing; not thread-safe.
 */
final class Packer {

    /** Which child a crossing slot prefers; neither is always better, so both are tried. */
    enum Preference {
        /** The child with the least room that suffices. */
        TIGHTEST,
        /** The child with the fewest slots. */
        LEAST_CROWDED
    }

    private final TopologyNode root;
    private final Preference preference;
    private final int[] free;
    private final int[] slots;
    private final boolean[] taken;
    private boolean crossing;

    Packer(TopologyNode root, int objects, int cores, Preference preference) {
        this.root = root;
        this.free = new int[objects];
        this.slots = new int[objects];
        this.taken = new boolean[cores];
        this.preference = preference;
        fill(root);
    }

    private void fill(TopologyNode object) {
        free[object.id()] = object.cores().size();
        object.children().forEach(this::fill);
    }

    /** The number of slots of a size that fit into an empty object. */
    static int capacity(TopologyNode object, int size) {
        return object.spannable()
                ? object.cores().size() / size
                : object.children().stream()
                        .mapToInt(child -> capacity(child, size))
                        .sum();
    }

    /** The cores of each slot; at most {@link #capacity} slots. */
    List<List<Core>> pack(int count, int size) {
        return pack(root, SlotCounts.distribute(root, free.length, count, size), size);
    }

    /** Whether a slot did not fit into one child of an object: only then the preference can matter. */
    boolean hasCrossingSlots() {
        return crossing;
    }

    private List<List<Core>> pack(TopologyNode object, int[] slotCounts, int size) {
        List<List<Core>> packed = new ArrayList<>();
        object.children().forEach(child -> packed.addAll(pack(child, slotCounts, size)));
        account(object, packed.size(), packed.size() * size);
        while (packed.size() < slotCounts[object.id()]) {
            crossing |= !object.isLeaf();
            List<Core> slot = new ArrayList<>();
            take(object, size, slot);
            packed.add(slot);
        }
        return packed;
    }

    private void take(TopologyNode object, int size, List<Core> slot) {
        int before = slot.size();
        if (object.isLeaf()) {
            object.cores().stream()
                    .filter(core -> !taken[core.index()])
                    .limit(size)
                    .forEach(slot::add);
            slot.subList(before, slot.size()).forEach(core -> taken[core.index()] = true);
        } else {
            int missing = size;
            while (missing > 0) {
                TopologyNode child = choose(object, missing);
                int part = Math.min(missing, free[child.id()]);
                take(child, part, slot);
                missing -= part;
            }
        }
        account(object, 1, size);
    }

    /** The preferred child that has enough, else the one that has most; of equal ones the one with the least fragmentation. */
    private TopologyNode choose(TopologyNode object, int size) {
        TopologyNode best = object.children().get(0);
        for (TopologyNode child : object.children()) {
            if (isBetter(child, best, size)) {
                best = child;
            }
        }
        return best;
    }

    private boolean isBetter(TopologyNode child, TopologyNode best, int size) {
        boolean enough = free[child.id()] >= size;
        if (enough != free[best.id()] >= size) {
            return enough;
        }
        int byRoom = free[child.id()] - free[best.id()];
        int byCrowd = slots[child.id()] - slots[best.id()];
        if (byRoom == 0
                && byCrowd == 0
                && child.cores().size() == 1
                && best.cores().size() == 1) {
            return false;
        }
        if (!enough) {
            int pieces = byRoom != 0 ? 0 : pieces(child) - pieces(best);
            return firstOf(-byRoom, pieces, byCrowd) < 0;
        }
        int order = preference == Preference.TIGHTEST ? firstOf(byRoom, byCrowd, 0) : firstOf(byCrowd, byRoom, 0);
        return order != 0 ? order < 0 : coresCutOff(child, size) < coresCutOff(best, size);
    }

    private static int firstOf(int one, int other, int last) {
        if (one != 0) {
            return one;
        }
        return other != 0 ? other : last;
    }

    /** The number of leaves with free cores. */
    private int pieces(TopologyNode object) {
        if (object.isLeaf()) {
            return free[object.id()] > 0 ? 1 : 0;
        }
        return object.children().stream().mapToInt(this::pieces).sum();
    }

    /** The cores that stay free in the leaf with the tightest fit; {@link Integer#MAX_VALUE} if no leaf has enough. */
    private int coresCutOff(TopologyNode object, int size) {
        if (object.isLeaf()) {
            return free[object.id()] < size ? Integer.MAX_VALUE : free[object.id()] - size;
        }
        return object.children().stream()
                .mapToInt(child -> coresCutOff(child, size))
                .min()
                .orElseThrow();
    }

    private void account(TopologyNode object, int newSlots, int cores) {
        slots[object.id()] += newSlots;
        free[object.id()] -= cores;
    }
}
