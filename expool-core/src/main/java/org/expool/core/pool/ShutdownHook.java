package org.expool.core.pool;

import org.expool.PoolClosedException;

/** Closes a pool when the JVM is asked to end. Thread-safe. */
final class ShutdownHook {

    private final Thread hook;
    private boolean installed;

    ShutdownHook(String pool, Runnable close) {
        hook = new Thread(close, "expool-" + pool + "-shutdown");
    }

    /**
     * Begins to wait for the end.
     *
     * @throws PoolClosedException if the JVM is ending already
     */
    synchronized void install() {
        try {
            Runtime.getRuntime().addShutdownHook(hook);
            installed = true;
        } catch (IllegalStateException e) {
            throw new PoolClosedException("the JVM is ending, and no pool can be made any more");
        }
    }

    /** The pool has been closed. */
    synchronized void remove() {
        if (installed) {
            installed = false;
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException e) {
                // The JVM is ending already, and the hook itself may be what closed the pool.
            }
        }
    }
}
