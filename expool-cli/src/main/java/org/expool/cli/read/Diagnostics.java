package org.expool.cli.read;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects what is wrong with one document, so that everything is reported at once. Not thread-safe. */
public final class Diagnostics {

    private final List<Complaint> found = new ArrayList<>();

    /**
     * One thing that is wrong.
     *
     * @param line where, from 1
     * @param message what, and what would be right
     */
    public record Complaint(int line, String message) {}

    /** Adds one. */
    public void add(int line, String message) {
        found.add(new Complaint(line, message));
    }

    /** Adds one. */
    public void add(Complaint complaint) {
        found.add(complaint);
    }

    /** Adds all that another document, or a part of this one, has. */
    public void addAll(Diagnostics other) {
        found.addAll(other.found);
    }

    /** Adds complaints before the one at an index: where those of one line are to be read first. */
    void insert(int index, List<Complaint> complaints) {
        found.addAll(index, complaints);
    }

    /** How many things are wrong so far. */
    public int size() {
        return found.size();
    }

    /** Whether nothing is wrong so far. */
    public boolean isEmpty() {
        return found.isEmpty();
    }

    /** All, in the order of their lines. */
    public List<Complaint> sorted() {
        return found.stream().sorted(Comparator.comparingInt(Complaint::line)).toList();
    }
}
