package org.expool.core.schedule;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The jobs and tasks that the scheduler is deciding about, nested. If a step throws, these are lost. Part of the
 * scheduler's state.
 *
 * <p>Where a step handles many jobs, each is guarded, so that a fault in one does not affect the others.
 */
final class Focus {

    private final ArrayList<WorkItem> entered = new ArrayList<>();

    /** What guarded faults have cost, and the last of these faults. */
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
     * Runs a step about a job or task; keeps a fault in it, which costs the jobs and tasks in focus at that moment.
     * What a fault has cost is left alone.
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

    /** Takes what the kept faults cost. */
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
