package org.expool;

/** A job was submitted to a pool that has been closed. Immutable and thread-safe like any exception. */
public final class PoolClosedException extends ExpoolException {

    private static final long serialVersionUID = 1L;

    /**
     * With a message.
     *
     * @param message names the pool and the refused operation
     */
    public PoolClosedException(String message) {
        super(message, null);
    }
}
