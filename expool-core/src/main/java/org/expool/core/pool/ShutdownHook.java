package org.expool.core.pool;

/** Closes a pool when the JVM is asked to end. Thread-safe. */
final class ShutdownHook {

    private final Thread hook;
    private boolean installed;

    ShutdownHook(String pool, Runnable close) {
        hook = new Thread(close, "expool-" + pool + "-shutdown");
    }

    synchronized void install() {
        Runtime.getRuntime().addShutdownHook(hook);
        installed = true;
    }

    /** The pool has been closed. */
    synchronized void remove() {
        if (installed) {
            installed = false;
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException e) {
                // The JVM is ending already, and the hook itself may be what closed the pool.
                return;
            }
        }
    }
}
