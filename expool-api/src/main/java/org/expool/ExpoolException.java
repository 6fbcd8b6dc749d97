package org.expool;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/** The base of all exceptions of expool. Immutable and thread-safe like any exception. */
public abstract class ExpoolException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * With a message and a cause.
     *
     * @param message says what happened, where, and what to do
     * @param cause the cause, or null
     */
    protected ExpoolException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** Never null. */
    @Override
    public String getMessage() {
        return requireNonNull(super.getMessage());
    }
}
