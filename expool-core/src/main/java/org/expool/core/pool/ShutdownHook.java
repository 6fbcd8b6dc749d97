package org.expool.core.pool;

import org.expool.PoolClosedException;

/** Closes a pool when the JVM shuts down. Thread-safe. */
final class ShutdownHook {

    private final Thread hook;
    private boolean installed;

    ShutdownHook(String pool, Runnable close) {
        hook = new Thread(close, "expool-" + pool + "-shutdown");
    }

    /**
     * Registers the hook.
     *
     * @throws PoolClosedException if the JVM is already shutting down
     */
    synchronized void install() {
        try {
            Runtime.getRuntime().addShutdownHook(hook);
            installed = true;
        } catch (IllegalStateException e) {
            throw new PoolClosedException("the JVM is shutting down, and no pool can be made any more");
        }
    }

    /** The pool has been closed. */
    synchronized void remove() {
        if (installed) {
            installed = false;
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException e) {
                // The JVM is already shutting down, and this hook may be what closes the pool.
            }
        }
    }
}
