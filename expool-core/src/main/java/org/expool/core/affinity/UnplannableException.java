package org.expool.core.affinity;

import org.expool.ExpoolException;

/** The requested CPUs are not available on this host. Immutable and thread-safe like any exception. */
public final class UnplannableException extends ExpoolException {

    private static final long serialVersionUID = 1L;

    /**
     * With the reason.
     *
     * @param message what is not possible, what is, and what to request instead
     */
    public UnplannableException(String message) {
        super(message, null);
    }
}
