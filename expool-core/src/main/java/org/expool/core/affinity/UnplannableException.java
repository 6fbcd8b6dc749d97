package org.expool.core.affinity;

import org.expool.ExpoolException;

/** What was asked of the CPUs cannot be had on this machine. Immutable and thread-safe like any exception. */
public final class UnplannableException extends ExpoolException {

    private static final long serialVersionUID = 1L;

    /**
     * With the reason.
     *
     * @param message what cannot be had, what can, and what to ask for instead
     */
    public UnplannableException(String message) {
        super(message, null);
    }
}
