package org.expool.core.schedule;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which jobs and tasks the scheduler is deciding about, one inside the other. If a step throws, these are what it costs. Part
 * of the scheduler's state.
 *
 * <p>Where a step goes over many jobs it is guarded for each, so that a fault in one does not keep it from the others.
 */
final class Focus {

    private final ArrayList<WorkItem> entered = new ArrayList<>();

    /** What faults have cost that were kept for later, and the last of these faults. */
    private final Set<WorkItem> torn = new LinkedHashSet<>();

    private @Nullable Throwable fault;

    /** Moves to a job or task; to be followed by {@link #leave}, unless something throws meanwhile. */
    void enter(WorkItem item) {
        entered.add(item);
    }

    /** Moves back to the one before. */
    void leave() {
        entered.remove(entered.size() - 1);
    }

    /**
     * Does something about a job or task; a fault in it is kept, and costs what it was about then. What a fault has cost is left
     * alone.
     */
    void guard(WorkItem item, Runnable step) {
        if (torn.contains(item)) {
            return;
        }
        int depth = entered.size();
        entered.add(item);
        try {
            step.run();
        } catch (RuntimeException | StackOverflowError e) {
            torn.addAll(entered.subList(depth, entered.size()));
            fault = e;
        }
        entered.subList(depth, entered.size()).clear();
    }

    /** The last fault that was kept; null for none. */
    @Nullable
    Throwable fault() {
        return fault;
    }

    /** Takes what the faults cost that were kept. */
    Set<WorkItem> takeTorn() {
        Set<WorkItem> taken = new LinkedHashSet<>(torn);
        torn.clear();
        fault = null;
        return taken;
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
