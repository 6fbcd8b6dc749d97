package org.expool.core.schedule;

import java.util.ArrayList;
import java.util.List;

/**
 * Which jobs and tasks the scheduler is deciding about, one inside the other. If a step throws, these are what it costs. Part
 * of the scheduler's state.
 */
final class Focus {

    private final ArrayList<WorkItem> entered = new ArrayList<>();

    /** Moves to a job or task; to be followed by {@link #leave}, unless something throws meanwhile. */
    void enter(WorkItem item) {
        entered.add(item);
    }

    /** Moves back to the one before. */
    void leave() {
        entered.remove(entered.size() - 1);
    }

    /** Takes all that was entered and not left, the innermost first. */
    List<WorkItem> take() {
        List<WorkItem> taken = new ArrayList<>(entered.size());
        for (int i = entered.size() - 1; i >= 0; i--) {
            taken.add(entered.get(i));
        }
        entered.clear();
        return taken;
    }

    /** Leaves everything. */
    void clear() {
        entered.clear();
    }
}
