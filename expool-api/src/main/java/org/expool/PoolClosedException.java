package org.expool;

/** A job was handed to a pool that has been closed. */
public final class PoolClosedException extends ExpoolException {

    private static final long serialVersionUID = 1L;

    /**
     * Names the pool and what was asked of it.
     *
     * @param message which pool, and what could not be done
     */
    public PoolClosedException(String message) {
        super(message, null);
    }
}
