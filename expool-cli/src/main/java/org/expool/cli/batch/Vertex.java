package org.expool.cli.batch;

import java.util.ArrayList;
import java.util.List;

/** A vertex of the graph of dependencies, with an edge to each vertex that it waits for. Not thread-safe. */
final class Vertex {

    /** What it represents. */
    enum Kind {
        /** The success of a job. */
        JOB,
        /** The prerequisites of the members of a task. */
        START,
        /** The success of a task. */
        END,
        /** The success of all jobs and tasks of one name: shared, so that the graph stays as small as the batch. */
        NAME
    }

    final Kind kind;
    final List<Vertex> next = new ArrayList<>(2);
    private final String name;

    /** The line of its {@code after}. */
    int line;

    Vertex(Kind kind, String name) {
        this.kind = kind;
        this.name = name;
    }

    /** Its part of a sentence that describes a path. */
    String after(Vertex before) {
        return switch (kind) {
            case NAME -> " waits for ";
            case START -> " of task '" + name + "'";
            case END, JOB -> (before.kind == Kind.END ? " with " : "") + text();
        };
    }

    /** Its name at the beginning of the sentence. */
    String text() {
        return (kind == Kind.END ? "task '" : "'") + name + "'";
    }
}
