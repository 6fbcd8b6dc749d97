package org.expool.cli.read;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects the errors of one document, so that all are reported at once. Not thread-safe. */
public final class Diagnostics {

    private final List<Diagnostic> found = new ArrayList<>();

    /**
     * One error.
     *
     * @param line its line, from 1
     * @param message what is wrong, and what is expected
     */
    public record Diagnostic(int line, String message) {}

    public void add(int line, String message) {
        found.add(new Diagnostic(line, message));
    }

    public void add(Diagnostic diagnostic) {
        found.add(diagnostic);
    }

    /** Adds all errors of another document, or of a part of this one. */
    public void addAll(Diagnostics other) {
        found.addAll(other.found);
    }

    /** Inserts errors at an index: of the same line, they are reported before those that follow. */
    void insert(int index, List<Diagnostic> diagnostics) {
        found.addAll(index, diagnostics);
    }

    /** The number of errors so far. */
    public int size() {
        return found.size();
    }

    /** Whether there are no errors so far. */
    public boolean isEmpty() {
        return found.isEmpty();
    }

    /** All errors, by line. */
    public List<Diagnostic> sorted() {
        return found.stream().sorted(Comparator.comparingInt(Diagnostic::line)).toList();
    }
}
