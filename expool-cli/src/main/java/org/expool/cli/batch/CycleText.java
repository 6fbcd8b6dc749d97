package org.expool.cli.batch;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.expool.cli.batch.Vertex.Kind;
import org.expool.cli.read.Diagnostics.Diagnostic;

/** Describes a cycle of dependencies in the words of the batch, beginning where the file does. Stateless. */
final class CycleText {

    /** So many items of a cycle are named before the rest is left out. */
    private static final int LONGEST = 24;

    private CycleText() {}

    /** The diagnostic about a cycle: each vertex waits for the one after it, and the last for the first. */
    static Diagnostic of(List<Vertex> found) {
        List<Vertex> cycle = new ArrayList<>(found);
        int first = firstThatWaits(cycle);
        int line = cycle.get(first).line;
        // A task waits through its jobs: begin with the job.
        while (cycle.get(first).kind == Kind.START) {
            first = (first + cycle.size() - 1) % cycle.size();
        }
        Collections.rotate(cycle, -first);
        return new Diagnostic(line, "after: " + sentence(cycle));
    }

    /** Of the vertices that have an {@code after}, the one that is first in the file. */
    private static int firstThatWaits(List<Vertex> cycle) {
        int first = -1;
        for (int i = 0; i < cycle.size(); i++) {
            boolean waits = cycle.get((i + 1) % cycle.size()).kind == Kind.NAME;
            if (waits && (first < 0 || cycle.get(i).line < cycle.get(first).line)) {
                first = i;
            }
        }
        return first;
    }

    private static String sentence(List<Vertex> cycle) {
        StringBuilder sentence = new StringBuilder(cycle.get(0).text());
        for (int i = 1; i <= cycle.size(); i++) {
            boolean leftOut = i > LONGEST && i < cycle.size() - 1;
            if (!leftOut) {
                Vertex before = cycle.get(i - 1);
                sentence.append(cycle.get(i % cycle.size()).after(before));
            } else if (i == LONGEST + 1) {
                sentence.append(" ...");
            }
        }
        return sentence.toString();
    }
}
