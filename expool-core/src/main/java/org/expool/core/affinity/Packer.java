package org.expool.core.affinity;

import java.util.ArrayList;
import java.util.List;

/**
 * Packs slots of equal size into a tree of places. How many each place gets is said by {@link SlotCounts}: as many as fit go
 * into single children; only those that do not fit anywhere rise, and are made of what the children have left, touching
 * as few of them as possible. So a slot stays in the deepest object that holds it. Used for one packing; not
 * thread-safe.
 */
final class Packer {

    /** What to prefer where a rising slot has a choice; none is always best, so both are tried. */
    enum Preference {
        /** The child with the least room that suffices. */
        TIGHT,
        /** The child with the fewest slots. */
        QUIET
    }

    private final TopologyNode root;
    private final Preference preference;
    private final int[] free;
    private final int[] slots;
    private final boolean[] taken;
    private boolean rising;

    Packer(TopologyNode root, int places, int cores, Preference preference) {
        this.root = root;
        this.free = new int[places];
        this.slots = new int[places];
        this.taken = new boolean[cores];
        this.preference = preference;
        fill(root);
    }

    private void fill(TopologyNode place) {
        free[place.id()] = place.cores().size();
        place.children().forEach(this::fill);
    }

    /** How many slots of a size fit into a place that has nothing taken. */
    static int capacity(TopologyNode place, int size) {
        return place.open()
                ? place.cores().size() / size
                : place.children().stream()
                        .mapToInt(child -> capacity(child, size))
                        .sum();
    }

    /** The cores of each slot; no more slots than the capacity. */
    List<List<Core>> pack(int count, int size) {
        return pack(root, SlotCounts.deal(root, free.length, count, size), size);
    }

    /** Whether some slot did not fit into one child of a place: only then may the preference have mattered. */
    boolean hadRising() {
        return rising;
    }

    private List<List<Core>> pack(TopologyNode place, int[] spread, int size) {
        List<List<Core>> packed = new ArrayList<>();
        place.children().forEach(child -> packed.addAll(pack(child, spread, size)));
        account(place, packed.size(), packed.size() * size);
        while (packed.size() < spread[place.id()]) {
            rising |= !place.isLeaf();
            List<Core> slot = new ArrayList<>();
            take(place, size, slot);
            packed.add(slot);
        }
        return packed;
    }

    private void take(TopologyNode place, int size, List<Core> slot) {
        int before = slot.size();
        if (place.isLeaf()) {
            place.cores().stream()
                    .filter(core -> !taken[core.index()])
                    .limit(size)
                    .forEach(slot::add);
            slot.subList(before, slot.size()).forEach(core -> taken[core.index()] = true);
        } else {
            int missing = size;
            while (missing > 0) {
                TopologyNode child = choose(place, missing);
                int part = Math.min(missing, free[child.id()]);
                take(child, part, slot);
                missing -= part;
            }
        }
        account(place, 1, size);
    }

    /** The preferred child that has enough, else the one that has most; of equal ones where least is cut up. */
    private TopologyNode choose(TopologyNode place, int size) {
        TopologyNode best = place.children().get(0);
        for (TopologyNode child : place.children()) {
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
        int tight = free[child.id()] - free[best.id()];
        int quiet = slots[child.id()] - slots[best.id()];
        if (tight == 0
                && quiet == 0
                && child.cores().size() == 1
                && best.cores().size() == 1) {
            return false;
        }
        if (!enough) {
            int pieces = tight != 0 ? 0 : pieces(child) - pieces(best);
            return firstOf(-tight, pieces, quiet) < 0;
        }
        int order = preference == Preference.TIGHT ? firstOf(tight, quiet, 0) : firstOf(quiet, tight, 0);
        return order != 0 ? order < 0 : cut(child, size) < cut(best, size);
    }

    private static int firstOf(int one, int other, int last) {
        if (one != 0) {
            return one;
        }
        return other != 0 ? other : last;
    }

    /** In how many leaves it has free cores. */
    private int pieces(TopologyNode place) {
        if (place.isLeaf()) {
            return free[place.id()] > 0 ? 1 : 0;
        }
        return place.children().stream().mapToInt(this::pieces).sum();
    }

    /** How many cores stay free in the leaf that so many would come from; many if no leaf has enough. */
    private int cut(TopologyNode place, int size) {
        if (place.isLeaf()) {
            return free[place.id()] < size ? Integer.MAX_VALUE : free[place.id()] - size;
        }
        return place.children().stream()
                .mapToInt(child -> cut(child, size))
                .min()
                .orElseThrow();
    }

    private void account(TopologyNode place, int newSlots, int cores) {
        slots[place.id()] += newSlots;
        free[place.id()] -= cores;
    }
}
