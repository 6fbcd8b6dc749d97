package org.expool.spi;

/** Watches for memory pressure on a separate thread. Thread-safe. */
public interface PressureWatch extends AutoCloseable {

    /** Ends the watch; the callback is not called after this returns. Idempotent. */
    @Override
    void close();
}
