package org.expool.spi;

import org.expool.ExpoolException;
import org.jspecify.annotations.Nullable;

/** The machine's topology cannot be told. Immutable and thread-safe like any exception. */
public final class TopologyException extends ExpoolException {

    private static final long serialVersionUID = 1L;

    /**
     * With the source and what is wrong with it.
     *
     * @param message what could not be read, where, and why
     * @param cause what led to it, or null
     */
    public TopologyException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
