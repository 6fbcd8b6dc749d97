package org.expool.cli.batch;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import org.expool.cli.batch.Vertex.Kind;
import org.expool.cli.read.Diagnostics;

/**
 * Finds what waits for itself, depth first. Without recursion, as chains may be as long as the batch. Of cycles that
 * share their ends only one is told. Not thread-safe.
 */
final class CycleSearch {

    private static final int LONGEST = 24;

    private final Diagnostics complaints;
    private final List<Vertex> path = new ArrayList<>();
    private final Deque<Iterator<Vertex>> open = new ArrayDeque<>();

    CycleSearch(Diagnostics complaints) {
        this.complaints = complaints;
    }

    void search(List<Vertex> all) {
        for (Vertex root : all) {
            if (!root.seen) {
                searchFrom(root);
            }
        }
    }

    private void searchFrom(Vertex root) {
        enter(root);
        while (!path.isEmpty()) {
            Iterator<Vertex> ways = open.element();
            if (!ways.hasNext()) {
                open.remove();
                path.remove(path.size() - 1).onPath = false;
                continue;
            }
            Vertex next = ways.next();
            if (next.onPath) {
                tell(next);
            } else if (!next.seen) {
                enter(next);
            }
        }
    }

    private void enter(Vertex vertex) {
        vertex.seen = true;
        vertex.onPath = true;
        path.add(vertex);
        open.push(vertex.next.iterator());
    }

    private void tell(Vertex closing) {
        if (closing.told || path.get(path.size() - 1).told) {
            return;
        }
        List<Vertex> cycle = new ArrayList<>(path.subList(path.lastIndexOf(closing), path.size()));
        cycle.forEach(vertex -> vertex.told = true);
        int first = firstThatWaits(cycle);
        int line = cycle.get(first).line;
        // A job is told before the task of which it has the wait.
        while (cycle.get(first).kind == Kind.START) {
            first = (first + cycle.size() - 1) % cycle.size();
        }
        Collections.rotate(cycle, -first);
        complaints.add(line, "after: " + sentence(cycle));
    }

    /** Among those that say themselves after what they run, the one that stands first in the file. */
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
