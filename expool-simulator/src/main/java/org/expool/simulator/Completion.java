package org.expool.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Whether and how a job or task has completed, for those that wait for it. Not thread-safe. */
final class Completion {

    private final String name;
    private final Supplier<List<Completion>> awaits;
    final List<SimulatedJob> dependents = new ArrayList<>(0);
    boolean completed;
    boolean succeeded;

    Completion(String name, Supplier<List<Completion>> awaits) {
        this.name = name;
        this.awaits = awaits;
    }

    String name() {
        return name;
    }

    /** What must complete before this can. */
    List<Completion> awaits() {
        return awaits.get();
    }

    void end(boolean success) {
        completed = true;
        succeeded = success;
    }

    boolean failed() {
        return completed && !succeeded;
    }

    @Override
    public String toString() {
        return "'" + name + "'" + (completed ? succeeded ? " (succeeded)" : " (failed)" : "");
    }
}
