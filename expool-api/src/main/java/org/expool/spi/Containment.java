package org.expool.spi;

import java.util.Optional;

/**
 * Puts the processes of each job into a cell that none of them can leave, so that all can be killed. Independent of
 * launchers except for {@link LaunchStep}. One containment serves any number of pools. Thread-safe.
 */
public interface Containment extends Provider {

    /** The guarantee where it is available; the stronger it is, the higher the {@link #priority()}. */
    Guarantee guarantee();

    @Override
    default String promise() {
        return guarantee().label();
    }

    /**
     * Why a process that enters a cell loses its inherited CPU mask, so that it must be bound inside; empty if it keeps the
     * mask.
     */
    default Optional<String> resetsCpus() {
        return Optional.empty();
    }

    /**
     * Opens the cells of one pool. First removes what is left of pools of this kind whose process is gone; those of living
     * processes are not touched. May block for some milliseconds.
     *
     * @param pool the pool's name, for the names of threads and for messages
     * @throws org.expool.ExpoolException if the system refuses what it needs; the message says what
     */
    ContainmentSession open(String pool);

    /**
     * The same; where that improves containment, this process adopts the orphans of jobs. Without effect by default.
     *
     * @param pool the pool's name
     * @param adoptOrphans as {@link org.expool.PoolBuilder#adoptOrphans}
     * @throws org.expool.ExpoolException if the system refuses what it needs; the message says what
     */
    default ContainmentSession open(String pool, boolean adoptOrphans) {
        return open(pool);
    }
}
