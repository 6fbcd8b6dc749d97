package org.expool.linux.containment;

import org.expool.PeakMemory;
import org.expool.spi.CellStatistics;
import org.expool.spi.LaunchStep;
import org.jspecify.annotations.Nullable;

/** The mechanism of one kind of cell; thread-safe. */
interface Enclosure extends AutoCloseable {

    /** A step that puts the next process in; statistics begin here. */
    LaunchStep enter();

    /** Sends signals, in this order, to all processes in it. */
    void signal(int... numbers);

    /**
     * Kills all processes in it, without waiting for their end.
     *
     * @param round from 0; from 1 on a process has survived or was forked meanwhile
     */
    void kill(int round);

    /** Freezes all processes in it; false if not supported. */
    boolean freeze();

    void thaw();

    boolean isEmpty();

    /** The memory controller of this enclosure; null if it has none that is writable. */
    default @Nullable CgroupMemory memory() {
        return null;
    }

    CellStatistics statistics();

    /** As {@link org.expool.spi.Cell#peakWithoutFiles}. */
    default @Nullable PeakMemory peakWithoutFiles() {
        return statistics().peakMemory();
    }

    /** Removes it for good; false if a process is still in it. */
    boolean remove();

    /** Closes its descriptors, whatever is still in it; no effect a second time. */
    @Override
    default void close() {}
}
