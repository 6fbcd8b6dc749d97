package org.expool.spi;

import java.util.Optional;

/**
 * Puts the processes of each job into a cell that none of them leaves, so that all of them can be ended. Knows nothing
 * of launchers but what {@link LaunchStep} says. One containment serves any number of pools. Thread-safe.
 */
public interface Containment extends Provider {

    /** What it promises where it is available; of two the one that promises more has the higher {@link #priority()}. */
    Guarantee guarantee();

    @Override
    default String promise() {
        return guarantee().label();
    }

    /**
     * Why a process that enters a cell loses the CPU mask that it has inherited, so that it must be bound inside; empty if it
     * keeps the mask.
     */
    default Optional<String> resetsCpus() {
        return Optional.empty();
    }

    /**
     * Opens the cells of one pool; first clears away what is left of pools of this kind whose process is gone, and
     * never touches those of one that lives. To be called on a thread that may wait for some milliseconds.
     *
     * @param pool the pool's name, for the names of threads and for messages
     * @throws org.expool.ExpoolException if the system refuses what it needs; the message says what
     */
    ContainmentSession open(String pool);

    /**
     * The same, and where that makes it better this process adopts the orphans of jobs; without effect by default.
     *
     * @param pool the pool's name
     * @param adoptOrphans as {@link org.expool.PoolBuilder#adoptOrphans}
     * @throws org.expool.ExpoolException if the system refuses what it needs; the message says what
     */
    default ContainmentSession open(String pool, boolean adoptOrphans) {
        return open(pool);
    }
}
