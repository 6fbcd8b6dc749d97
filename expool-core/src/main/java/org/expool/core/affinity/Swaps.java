package org.expool.core.affinity;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiPredicate;

/**
 * Improves a division of few cores by local search: exchanges one core between two slots or with a free one until no exchange
 * improves the score; with very few cores also two at a time, because two may have to move to another cache together. Needed
 * because packing decides slot by slot, and may split a cache unnecessarily. Used for one division; not thread-safe.
 */
final class Swaps {

    /** Up to this many cores the search is fast; on larger hosts packing is hardly ever suboptimal. */
    static final int MAX_CORES = 24;

    private static final int MAX_CORES_FOR_PAIRS = 12;

    private final List<Core> cores;
    private final BiPredicate<Core, Core> exchangeable;
    private final List<List<Core>> slots;
    private Score score;

    /**
     * Improves a division of these cores.
     *
     * @param exchangeable whether two cores may be exchanged
     */
    Swaps(List<Core> cores, BiPredicate<Core, Core> exchangeable, List<List<Core>> division) {
        this.cores = cores;
        this.exchangeable = exchangeable;
        this.slots = new ArrayList<>();
        division.forEach(slot -> slots.add(new ArrayList<>(slot)));
        this.score = Score.of(slots);
    }

    List<List<Core>> improved() {
        boolean pairs = cores.size() <= MAX_CORES_FOR_PAIRS;
        while (improve(1) || pairs && improve(2)) {
            // terminates: each time the score decreases, and it is bounded
        }
        slots.forEach(slot -> slot.sort(Comparator.comparingInt(Core::index)));
        return slots;
    }

    /** Applies the first combination of this number of exchanges that improves the score; returns whether there is one. */
    private boolean improve(int exchanges) {
        for (int i = 0; i < cores.size(); i++) {
            for (int j = i + 1; j < cores.size(); j++) {
                if (isBetterWith(cores.get(i), cores.get(j), exchanges)) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean isBetterWith(Core one, Core other, int exchanges) {
        if (!exchangeable.test(one, other) || isTogether(one, other)) {
            return false;
        }
        exchange(one, other);
        boolean better = exchanges > 1 ? improve(exchanges - 1) : isBetter();
        if (!better) {
            exchange(one, other);
        }
        return better;
    }

    private boolean isBetter() {
        Score now = Score.of(slots);
        boolean better = now.compareTo(score) < 0;
        score = better ? now : score;
        return better;
    }

    /** Whether an exchange changes nothing: both are in one slot, or both free. */
    private boolean isTogether(Core one, Core other) {
        return slots.stream().allMatch(slot -> slot.contains(one) == slot.contains(other));
    }

    private void exchange(Core one, Core other) {
        slots.forEach(slot -> slot.replaceAll(core -> core == one ? other : core == other ? one : core));
    }
}
