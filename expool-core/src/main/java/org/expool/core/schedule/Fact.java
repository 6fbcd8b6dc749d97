package org.expool.core.schedule;

import java.time.Instant;
import org.expool.event.PoolEvent;

/** Makes the event that tells listeners what has happened; called only where there are listeners. Stateless. */
@FunctionalInterface
public interface Fact {

    /**
     * Makes the event.
     *
     * @param number its number in the pool
     * @param at the time
     */
    PoolEvent make(long number, Instant at);
}
