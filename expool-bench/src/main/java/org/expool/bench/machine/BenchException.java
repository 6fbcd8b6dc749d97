package org.expool.bench.machine;

import org.jspecify.annotations.Nullable;

/** A benchmark cannot go on; what it has measured so far is void. Immutable and thread-safe like any exception. */
public final class BenchException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes it.
     *
     * @param message what happened, and where
     * @param cause the cause, or null
     */
    public BenchException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
