package org.expool.spi;

/** Waits, on a thread of its own, for the system to say that processes lack memory. Thread-safe. */
public interface PressureWatch extends AutoCloseable {

    /** Ends it; nobody is told any more when this returns. Has no effect the second time. */
    @Override
    void close();
}
