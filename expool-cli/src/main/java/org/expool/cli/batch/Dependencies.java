package org.expool.cli.batch;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.expool.Job;
import org.expool.Task;
import org.expool.cli.batch.Vertex.Kind;
import org.expool.cli.read.Diagnostics;
import org.expool.cli.read.DidYouMean;
import org.expool.cli.read.Node;
import org.expool.core.dependency.CycleFinder;

/**
 * The dependencies of the jobs and tasks of one batch: checks that all names exist and that there is no cycle. A job waits
 * for the jobs and tasks that it and its tasks name; a task completes with its members. Not thread-safe.
 */
final class Dependencies {

    /** A hint compares a name with all others: affordable for some typing errors, not for thousands. */
    private static final int MOST_HINTS = 20;

    private final Map<String, Vertex> names = new LinkedHashMap<>();
    private final Map<String, Ends> tasks = new HashMap<>();
    private final List<Vertex> all = new ArrayList<>();
    private final List<Wait> waits = new ArrayList<>();

    private record Ends(Vertex start, Vertex end) {}

    private record Wait(Vertex waiting, String name, int line) {}

    void add(Job job, Node node) {
        Vertex vertex = vertex(Kind.JOB, job.name());
        named(job.name()).next.add(vertex);
        if (job.task() != null) {
            Ends owner = endsOf(job.task());
            vertex.next.add(owner.start());
            owner.end().next.add(vertex);
        }
        addWaits(vertex, job.after(), node);
    }

    /** Adds a task, after its parent. */
    void add(Task task, Node node) {
        addWaits(endsOf(task).start(), task.after(), node);
    }

    /** Adds a job that has other errors: its name and the names it waits for are checked, but not for cycles. */
    void addFaulty(String name, List<String> after, Node node) {
        named(name);
        addWaits(vertex(Kind.JOB, name), after, node);
    }

    private Ends endsOf(Task task) {
        Ends known = tasks.get(task.name());
        if (known != null) {
            return known;
        }
        Ends ends = new Ends(vertex(Kind.START, task.name()), vertex(Kind.END, task.name()));
        tasks.put(task.name(), ends);
        named(task.name()).next.add(ends.end());
        if (task.parent() != null) {
            Ends above = endsOf(task.parent());
            ends.start().next.add(above.start());
            above.end().next.add(ends.end());
        }
        return ends;
    }

    private Vertex vertex(Kind kind, String name) {
        Vertex vertex = new Vertex(kind, name);
        all.add(vertex);
        return vertex;
    }

    private Vertex named(String name) {
        return names.computeIfAbsent(name, it -> new Vertex(Kind.NAME, it));
    }

    private void addWaits(Vertex waiting, List<String> after, Node node) {
        if (after.isEmpty() || !(node instanceof Node.Mapping mapping)) {
            return;
        }
        Node given = requireNonNull(mapping.entries().get("after")).value();
        waiting.line = given.line();
        for (int i = 0; i < after.size(); i++) {
            int line = given instanceof Node.Sequence list ? list.items().get(i).line() : given.line();
            waits.add(new Wait(waiting, after.get(i), line));
        }
    }

    /** Reports unknown names and cycles. */
    void check(Diagnostics diagnostics) {
        int hints = MOST_HINTS;
        for (Wait wait : waits) {
            Vertex target = names.get(wait.name());
            if (target != null) {
                wait.waiting().next.add(target);
            } else {
                String hint = hints-- > 0 ? DidYouMean.hint(wait.name(), names.keySet()) : "";
                diagnostics.add(wait.line(), "after: there is no job or task '" + wait.name() + "'" + hint);
            }
        }
        CycleFinder<Vertex> finder = new CycleFinder<>(vertex -> vertex.next);
        for (Vertex vertex : all) {
            finder.from(vertex).forEach(cycle -> diagnostics.add(CycleText.of(cycle)));
        }
    }
}
