package org.expool.simulator;

import org.expool.ExpoolException;
import org.jspecify.annotations.Nullable;

/** The machine did something it must never do. Immutable and thread-safe like any exception. */
public final class InvariantViolatedException extends ExpoolException {

    private static final long serialVersionUID = 1L;

    private final String invariant;

    InvariantViolatedException(String invariant, long now, String what, @Nullable Throwable cause) {
        super(invariant + " at " + now + " ns: " + what, cause);
        this.invariant = invariant;
    }

    /** The name of the invariant: that of the class that checks it. */
    public String invariant() {
        return invariant;
    }
}
