package org.expool.core.simulate;

import org.expool.ExpoolException;

/** The machine did something it must never do. */
public final class InvariantViolatedException extends ExpoolException {

    private static final long serialVersionUID = 1L;

    InvariantViolatedException(long now, String what) {
        super("at " + now + " ns: " + what, null);
    }
}
