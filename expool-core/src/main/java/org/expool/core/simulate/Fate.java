package org.expool.core.simulate;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What others wait for of a job or task: that it is over, and how. Belongs to the simulation's thread. */
final class Fate {

    private final String name;
    private final Supplier<List<Fate>> awaits;
    final List<SimulatedJob> dependents = new ArrayList<>(0);
    boolean over;
    boolean succeeded;

    Fate(String name, Supplier<List<Fate>> awaits) {
        this.name = name;
        this.awaits = awaits;
    }

    String name() {
        return name;
    }

    /** What must be over before this can be. */
    List<Fate> awaits() {
        return awaits.get();
    }

    void end(boolean success) {
        over = true;
        succeeded = success;
    }

    boolean failed() {
        return over && !succeeded;
    }

    @Override
    public String toString() {
        return "'" + name + "'" + (over ? succeeded ? " (succeeded)" : " (failed)" : "");
    }
}
