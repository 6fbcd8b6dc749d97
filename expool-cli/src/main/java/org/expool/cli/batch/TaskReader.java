package org.expool.cli.batch;

import static java.util.Objects.requireNonNull;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.expool.Task;
import org.expool.TaskBuilder;
import org.expool.cli.read.Diagnostics;
import org.expool.cli.read.DidYouMean;
import org.expool.cli.read.Fields;
import org.expool.cli.read.Node;
import org.expool.cli.read.Values;

/**
 * Reads the list of tasks. A task may be listed before its parent, but is built after it; so all are read first and then
 * built, parents first. Not thread-safe.
 */
final class TaskReader {

    private final Outputs outputs;
    private final Dependencies dependencies;
    private final Diagnostics diagnostics;
    private final Map<String, Declared> declared = new LinkedHashMap<>();
    private final Map<String, Task> made = new LinkedHashMap<>();

    private record Declared(
            Node node, Fields fields, Optional<String> name, Optional<String> parent, TaskBuilder builder) {}

    TaskReader(Outputs outputs, Dependencies dependencies, Diagnostics diagnostics) {
        this.outputs = outputs;
        this.dependencies = dependencies;
        this.diagnostics = diagnostics;
    }

    /** All tasks that have a name, also those with errors, so that their jobs are not reported as well. */
    Tasks read(List<Node> items) {
        items.forEach(this::declare);
        Map<String, Optional<String>> parents = new LinkedHashMap<>();
        declared.keySet().forEach(name -> parents.put(name, checkedParent(name)));
        for (String name : parents.keySet()) {
            Deque<String> missing = new ArrayDeque<>();
            for (Optional<String> step = Optional.of(name);
                    step.isPresent() && !made.containsKey(step.get());
                    step = parents.getOrDefault(step.get(), Optional.empty())) {
                missing.push(step.get());
            }
            missing.forEach(each ->
                    make(each, parents.getOrDefault(each, Optional.empty()).map(made::get)));
        }
        return Tasks.declared(made);
    }

    private void declare(Node item) {
        if (!(item instanceof Node.Mapping mapping)) {
            diagnostics.add(item.line(), "expected a task, as in {name: networks}, not " + item.describe());
            return;
        }
        Declared task = Fields.read(mapping, diagnostics, fields -> read(item, fields));
        Fields fields = task.fields();
        Optional<String> name = task.name();
        if (name.isEmpty()) {
            diagnostics.add(item.line(), "a task needs a name");
        } else if (fields.attempt(() -> Task.of(name.get())).isPresent()
                && declared.putIfAbsent(name.get(), task) != null) {
            diagnostics.add(fields.lineOf("name"), "the task '" + name.get() + "' is in the list already");
        }
    }

    private Declared read(Node item, Fields fields) {
        Optional<String> name = fields.get("name", Values::text);
        Optional<String> parent = fields.get("parent", Values::text);
        TaskBuilder builder = Task.builder(name.orElse("unnamed"));
        fields.read("timeout", Values::duration, builder::timeout);
        fields.read("cpuTimeout", Values::duration, builder::cpuTimeout);
        fields.read("silenceTimeout", Values::duration, builder::silenceTimeout);
        fields.read("queueTimeout", Values::duration, builder::queueTimeout);
        fields.read("params", Values::texts, builder::params);
        fields.read("after", Values::names, names -> builder.after(names.toArray(String[]::new)));
        outputs.stdout(fields).ifPresent(builder::stdout);
        outputs.stderr(fields).ifPresent(builder::stderr);
        return new Declared(item, fields, name, parent, builder);
    }

    private void make(String name, Optional<Task> parent) {
        Declared its = declared(name);
        TaskBuilder builder = its.builder();
        parent.ifPresent(builder::parent);
        Task task = its.fields().attempt(builder::build).orElseGet(() -> Task.of(name));
        dependencies.add(task, its.node());
        made.put(name, task);
    }

    private Declared declared(String name) {
        return requireNonNull(declared.get(name));
    }

    private Optional<String> checkedParent(String name) {
        Optional<String> parent = declared(name).parent();
        Optional<String> fault = Optional.empty();
        if (parent.isPresent() && !declared.containsKey(parent.get())) {
            fault = Optional.of("'" + parent.get() + "' is not in the list of tasks"
                    + DidYouMean.hint(parent.get(), declared.keySet()));
        } else if (parent.isPresent() && isAbove(name, parent.get())) {
            fault = Optional.of("the task '" + name + "' would be its own ancestor");
        }
        fault.ifPresent(message -> declared(name).fields().error("parent", message));
        return fault.isPresent() ? Optional.empty() : parent;
    }

    /** Whether a name is among a task and its ancestors; terminates also in a cycle without the name. */
    private boolean isAbove(String name, String start) {
        Set<String> seen = new HashSet<>();
        String step = start;
        while (declared.containsKey(step) && seen.add(step)) {
            if (step.equals(name)) {
                return true;
            }
            step = declared.get(step).parent().orElse("");
        }
        return false;
    }
}
