package org.expool.linux.containment;

import org.expool.PeakMemory;
import org.expool.spi.CellStatistics;
import org.expool.spi.LaunchStep;
import org.jspecify.annotations.Nullable;

/** What one kind of cell does in its own way; thread-safe. */
interface Enclosure {

    /** A step that takes the next process in; what is counted counts from here. */
    LaunchStep enter();

    /** Sends signals, each of them in this order, to all that are in. */
    void signal(int... numbers);

    /**
     * Ends what is in, without waiting for it.
     *
     * @param round from 0; from 1 on something has survived or was born meanwhile
     */
    void kill(int round);

    /** Stops all that are in; false if that cannot be. */
    boolean freeze();

    /** Lets them go on. */
    void thaw();

    boolean isEmpty();

    /** The memory controller of this enclosure; null if it has none that may be changed. */
    default @Nullable GroupMemory memory() {
        return null;
    }

    CellStatistics statistics();

    /** As {@link org.expool.spi.Cell#peakWithoutFiles}. */
    default @Nullable PeakMemory peakWithoutFiles() {
        return statistics().peakMemory();
    }

    /** Takes it down for good; false if something is still in. */
    boolean remove();
}
