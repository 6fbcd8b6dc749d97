package org.expool.core.pool;

import java.util.concurrent.locks.LockSupport;
import org.expool.spi.EventWait;
import org.jspecify.annotations.Nullable;

/** How the engine's thread waits where the launcher has threads of its own that report. */
final class ParkedWait implements EventWait {

    private volatile @Nullable Thread parked;
    private volatile boolean woken;

    @Override
    public void await(long nanos) {
        parked = Thread.currentThread();
        if (!woken) {
            LockSupport.parkNanos(this, nanos);
            // Nobody asks the engine to end by interrupting it, and an interrupt left standing would end every sleep.
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
