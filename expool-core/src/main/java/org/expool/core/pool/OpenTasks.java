package org.expool.core.pool;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.expool.InvalidSettingsException;
import org.expool.Problem;
import org.expool.Task;
import org.jspecify.annotations.Nullable;

/** The tasks of a pool by name, ended ones included. Reading is thread-safe, changing is done under the pool's lock. */
final class OpenTasks {

    private final SubmittedTask.Pool pool;
    private final Map<String, SubmittedTask> byName = new ConcurrentHashMap<>();

    /** Tasks that the scheduler has not admitted; lookups do not find them yet. */
    private final Map<String, SubmittedTask> opening = new HashMap<>();

    private final Collection<SubmittedTask> inOrder = new ConcurrentLinkedQueue<>();

    OpenTasks(SubmittedTask.Pool pool) {
        this.pool = pool;
    }

    /**
     * The handle of a task, or null if it has not been opened.
     *
     * @throws InvalidSettingsException if its name is that of another
     */
    @Nullable
    SubmittedTask find(Task task) {
        return checked(task, byName.get(task.name()));
    }

    private static @Nullable SubmittedTask checked(Task task, @Nullable SubmittedTask known) {
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

    /** The same, also of one that is being opened. */
    private @Nullable SubmittedTask findAny(Task task) {
        SubmittedTask known = opening.get(task.name());
        return known == null ? find(task) : checked(task, known);
    }

    List<SubmittedTask> all() {
        return List.copyOf(inOrder);
    }

    /**
     * Opens a task and the tasks above it, unless they are open, those above first; each enters the one above.
     *
     * @param added receives those that were opened
     * @return the task's handle, whether it was open or not
     */
    SubmittedTask open(Task task, List<SubmittedTask> added) {
        Deque<Task> missing = new ArrayDeque<>();
        Task above = task;
        while (above != null && findAny(above) == null) {
            missing.push(above);
            above = above.parent();
        }
        SubmittedTask parent = above == null ? null : findAny(above);
        for (Task each : missing) {
            if (parent != null) {
                parent.enter(each);
            }
            SubmittedTask opened = new SubmittedTask(each, parent, pool, pool.lastJob());
            opening.put(each.name(), opened);
            added.add(opened);
            parent = opened;
        }
        return Objects.requireNonNull(parent);
    }

    /** The scheduler has admitted these: they are open. */
    void keep(List<SubmittedTask> added) {
        added.forEach(task -> byName.put(task.task().name(), task));
        inOrder.addAll(added);
    }

    /** The opening is over: its tasks have been kept, or were refused. */
    void forgetOpening() {
        opening.clear();
    }

    /** Takes back what {@link #open} did, before the scheduler knows of it. */
    void withdraw(List<SubmittedTask> added) {
        for (SubmittedTask task : added) {
            Task above = task.task().parent();
            SubmittedTask parent = above == null ? null : byName.get(above.name());
            if (parent != null) {
                parent.withdraw();
            }
        }
    }

    /** Removes those that have ended. */
    void clear() {
        List<SubmittedTask> ended = new ArrayList<>(inOrder);
        ended.removeIf(task -> task.result().isEmpty());
        inOrder.removeAll(ended);
        ended.forEach(task -> byName.remove(task.task().name()));
    }
}
