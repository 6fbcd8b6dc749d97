package org.expool.core.schedule;

import java.time.Instant;
import org.expool.event.PoolEvent;

/** Something that has happened, for listeners; made only where something listens. Stateless. */
@FunctionalInterface
public interface Fact {

    /**
     * Makes it.
     *
     * @param number its number in the pool
     * @param at the time
     */
    PoolEvent make(long number, Instant at);
}
