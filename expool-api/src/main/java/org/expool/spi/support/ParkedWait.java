package org.expool.spi.support;

import java.util.concurrent.locks.LockSupport;
import org.expool.spi.EventWait;
import org.jspecify.annotations.Nullable;

/** Waits by parking the thread. Clears interrupts: a pending one would end every wait at once. Thread-safe. */
public final class ParkedWait implements EventWait {

    private volatile @Nullable Thread parked;
    private volatile boolean woken;

    /** No thread waits. */
    public ParkedWait() {}

    @Override
    public void await(long nanos) {
        parked = Thread.currentThread();
        if (!woken) {
            LockSupport.parkNanos(this, nanos);
            Thread.interrupted();
        }
        woken = false;
    }

    @Override
    public void wake() {
        woken = true;
        LockSupport.unpark(parked);
    }
}
