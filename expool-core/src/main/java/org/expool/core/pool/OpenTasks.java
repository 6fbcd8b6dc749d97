package org.expool.core.pool;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.expool.InvalidSettingsException;
import org.expool.Problem;
import org.expool.Task;
import org.jspecify.annotations.Nullable;

/** The tasks of a pool by name, ended ones included. Reading is thread-safe, changing is done under the pool's lock. */
final class OpenTasks {

    private final EnginePool pool;
    private final Map<String, SubmittedTask> byName = new ConcurrentHashMap<>();
    private final Collection<SubmittedTask> inOrder = new ConcurrentLinkedQueue<>();

    OpenTasks(EnginePool pool) {
        this.pool = pool;
    }

    /**
     * The handle of a task, or null if it has not been opened.
     *
     * @throws InvalidSettingsException if its name is that of another
     */
    @Nullable
    SubmittedTask find(Task task) {
        SubmittedTask known = byName.get(task.name());
        if (known != null && !known.task().equals(task)) {
            throw new InvalidSettingsException(
                    task.toString(),
                    List.of(
                            new Problem(
                                    "name",
                                    task.name(),
                                    "is that of another task of this pool; names are free again when the pool has been cleared")));
        }
        return known;
    }

    List<SubmittedTask> all() {
        return List.copyOf(inOrder);
    }

    /**
     * Adds those of a task and the tasks above it that have not been opened, those above first; each is let into the one
     * above.
     *
     * @param added gets them
     */
    void open(Task task, List<SubmittedTask> added) {
        Deque<Task> missing = new ArrayDeque<>();
        Task above = task;
        while (above != null && find(above) == null) {
            missing.push(above);
            above = above.parent();
        }
        SubmittedTask parent = above == null ? null : find(above);
        for (Task each : missing) {
            if (parent != null) {
                parent.enter(each);
            }
            SubmittedTask opened = new SubmittedTask(each, parent, pool);
            byName.put(each.name(), opened);
            added.add(opened);
            parent = opened;
        }
    }

    /** They are open from now on. */
    void keep(List<SubmittedTask> added) {
        inOrder.addAll(added);
    }

    /** Takes back what {@link #open} did, before the machine has heard of it. */
    void withdraw(List<SubmittedTask> added) {
        for (SubmittedTask task : added) {
            SubmittedTask parent = parent(task);
            if (parent != null) {
                parent.withdraw();
            }
        }
        forget(added);
    }

    /** Forgets tasks that were not opened after all. */
    void forget(List<SubmittedTask> added) {
        added.forEach(task -> byName.remove(task.task().name()));
    }

    private @Nullable SubmittedTask parent(SubmittedTask task) {
        Task above = task.task().parent();
        return above == null ? null : byName.get(above.name());
    }

    /** Forgets those that have ended. */
    void clear() {
        List<SubmittedTask> ended = new ArrayList<>(inOrder);
        ended.removeIf(task -> task.result().isEmpty());
        inOrder.removeAll(ended);
        ended.forEach(task -> byName.remove(task.task().name()));
    }
}
