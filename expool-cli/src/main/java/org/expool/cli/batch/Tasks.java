package org.expool.cli.batch;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.expool.Task;
import org.expool.cli.read.BadValueException;
import org.expool.cli.read.DidYouMean;
import org.expool.cli.read.Node;
import org.expool.cli.read.Values;

/** The tasks of one batch by name: the declared ones, or any, made on demand. Not thread-safe. */
final class Tasks {

    private final Map<String, Task> byName;
    private final boolean open;

    private Tasks(Map<String, Task> byName, boolean open) {
        this.byName = new LinkedHashMap<>(byName);
        this.open = open;
    }

    /** Any name is a task. */
    static Tasks open() {
        return new Tasks(Map.of(), true);
    }

    /** Only these names are tasks. */
    static Tasks declared(Map<String, Task> byName) {
        return new Tasks(byName, false);
    }

    /** The declared tasks, in the order given. */
    List<Task> declared() {
        return open ? List.of() : List.copyOf(byName.values());
    }

    /**
     * The task of this name.
     *
     * @throws BadValueException if it is not declared
     * @throws org.expool.InvalidSettingsException if it is not a valid name
     */
    Task named(Node node) throws BadValueException {
        String name = Values.text(node);
        Task task = open ? byName.computeIfAbsent(name, Task::of) : byName.get(name);
        if (task == null) {
            throw new BadValueException(
                    node.line(), "'" + name + "' is not in the list of tasks" + DidYouMean.hint(name, byName.keySet()));
        }
        return task;
    }
}
