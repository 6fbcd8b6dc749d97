package org.expool.cli.batch;

import java.util.ArrayList;
import java.util.List;

/** A point of the graph of who waits for whom, with an edge to each that it waits for. Not thread-safe. */
final class Vertex {

    /** What it stands for. */
    enum Kind {
        /** The success of a job. */
        JOB,
        /** What the members of a task wait for. */
        START,
        /** The success of a task. */
        END,
        /** The success of all jobs and tasks of one name: shared, so that the graph stays as small as the batch. */
        NAME
    }

    final Kind kind;
    final List<Vertex> next = new ArrayList<>(2);
    private final String name;

    /** Where it says after what it is to run. */
    int line;

    Vertex(Kind kind, String name) {
        this.kind = kind;
        this.name = name;
    }

    /** Its part of a sentence that tells a path. */
    String after(Vertex before) {
        return switch (kind) {
            case NAME -> " waits for ";
            case START -> " of task '" + name + "'";
            case END, JOB -> (before.kind == Kind.END ? " with " : "") + text();
        };
    }

    /** The same at the beginning. */
    String text() {
        return (kind == Kind.END ? "task '" : "'") + name + "'";
    }
}
