package org.expool.core.affinity;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiPredicate;

/**
 * Improves a division of few cores by exchanging one core at a time, between two slots or with a free one,
 * until no exchange makes it better. Packing decides slot by slot, and may so have cut up a cache where it was not
 * necessary. Used for one division; not thread-safe.
 */
final class Swaps {

    /** So many cores can be tried in no time; larger machines have so much room that packing hardly errs. */
    static final int MOST_CORES = 24;

    private final List<Core> cores;
    private final BiPredicate<Core, Core> exchangeable;
    private final List<List<Core>> slots;
    private Score score;

    /**
     * Of these cores.
     *
     * @param exchangeable whether one may take the place of the other
     */
    Swaps(List<Core> cores, BiPredicate<Core, Core> exchangeable, List<List<Core>> division) {
        this.cores = cores;
        this.exchangeable = exchangeable;
        this.slots = new ArrayList<>();
        division.forEach(slot -> slots.add(new ArrayList<>(slot)));
        this.score = Score.of(slots);
    }

    List<List<Core>> improved() {
        while (improve()) {
            // each time the score is less, and it is bounded
        }
        slots.forEach(slot -> slot.sort(Comparator.comparingInt(Core::index)));
        return slots;
    }

    private boolean improve() {
        for (int slot = 0; slot < slots.size(); slot++) {
            for (int position = 0; position < slots.get(slot).size(); position++) {
                for (Core other : cores) {
                    if (isBetterWith(slot, position, other)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private boolean isBetterWith(int slot, int position, Core other) {
        Core own = slots.get(slot).get(position);
        if (slots.get(slot).contains(other) || !exchangeable.test(own, other)) {
            return false;
        }
        exchange(own, other);
        Score after = Score.of(slots);
        if (after.compareTo(score) < 0) {
            score = after;
            return true;
        }
        exchange(own, other);
        return false;
    }

    private void exchange(Core one, Core other) {
        slots.forEach(slot -> slot.replaceAll(core -> core == one ? other : core == other ? one : core));
    }
}
