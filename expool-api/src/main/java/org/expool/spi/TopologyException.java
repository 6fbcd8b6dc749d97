package org.expool.spi;

import org.expool.ExpoolException;
import org.jspecify.annotations.Nullable;

/** The topology of the host cannot be determined. Immutable and thread-safe like any exception. */
public final class TopologyException extends ExpoolException {

    private static final long serialVersionUID = 1L;

    /**
     * With the source and its fault.
     *
     * @param message what could not be read, where, and why
     * @param cause what led to it, or null
     */
    public TopologyException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
