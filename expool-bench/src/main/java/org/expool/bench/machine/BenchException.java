package org.expool.bench.machine;

import org.jspecify.annotations.Nullable;

/** A benchmark cannot go on; what it has measured so far means nothing. Immutable and thread-safe like any exception. */
public final class BenchException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * With what went wrong.
     *
     * @param message what happened, and where
     * @param cause what led to it, or null
     */
    public BenchException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
