package org.expool.simulator;

import org.jspecify.annotations.Nullable;

/** The scheduler did something that it must never do; an error, so that the scheduler does not handle it as its own fault. */
public final class InvariantViolatedException extends AssertionError {

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
