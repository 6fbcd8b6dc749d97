package org.expool.core.pool;

import java.util.concurrent.locks.LockSupport;
import org.expool.spi.EventWait;
import org.jspecify.annotations.Nullable;

/** How the engine's thread waits where the launcher has threads of its own that report. */
final class Parking implements EventWait {

    private volatile @Nullable Thread parked;

    @Override
    public void await(long nanos) {
        parked = Thread.currentThread();
        LockSupport.parkNanos(this, nanos);
    }

    @Override
    public void wake() {
        LockSupport.unpark(parked);
    }
}
