package org.expool.cli.batch;

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
 * After what the jobs and tasks of one batch are to run: checks that there is everything they name, and that nothing
 * waits for itself. A job waits for what it names and for what its task and those above name; a task for its members
 * only, so that nothing waits where it has none.
 * Not thread-safe.
 */
final class Dependencies {

    /** A hint compares a name with all others: worth it for typing errors, not for thousands of them. */
    private static final int MOST_HINTS = 20;

    private final Map<String, Vertex> names = new LinkedHashMap<>();
    private final Map<String, Ends> tasks = new HashMap<>();
    private final List<Vertex> all = new ArrayList<>();
    private final List<Wait> waits = new ArrayList<>();

    private record Ends(Vertex start, Vertex end) {}

    private record Wait(Vertex waiting, String name, int line) {}

    /** Adds a job. */
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

    /** Adds a task, after the one above it. */
    void add(Task task, Node node) {
        addWaits(endsOf(task).start(), task.after(), node);
    }

    /** Adds a job that has faults of its own: others may name it, and what it names must be there, but it is in no circle. */
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
        Node given = mapping.entries().get("after").value();
        waiting.line = given.line();
        for (int i = 0; i < after.size(); i++) {
            int line = given instanceof Node.Sequence list ? list.items().get(i).line() : given.line();
            waits.add(new Wait(waiting, after.get(i), line));
        }
    }

    /** Complains about what is wrong with all that was added. */
    void check(Diagnostics complaints) {
        int hints = MOST_HINTS;
        for (Wait wait : waits) {
            Vertex target = names.get(wait.name());
            if (target != null) {
                wait.waiting().next.add(target);
            } else {
                String hint = hints-- > 0 ? DidYouMean.hint(wait.name(), names.keySet()) : "";
                complaints.add(wait.line(), "after: there is no job or task '" + wait.name() + "'" + hint);
            }
        }
        CycleFinder<Vertex> finder = new CycleFinder<>(vertex -> vertex.next);
        for (Vertex vertex : all) {
            finder.from(vertex).forEach(cycle -> complaints.add(CycleText.of(cycle)));
        }
    }
}
