package org.expool;

/** What all exceptions of expool have in common. Immutable and thread-safe like any exception. */
public abstract class ExpoolException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * With a message and what caused it.
     *
     * @param message says what happened, where, and what to do
     * @param cause what led to it, or null
     */
    protected ExpoolException(String message, @org.jspecify.annotations.Nullable Throwable cause) {
        super(message, cause);
    }
}
