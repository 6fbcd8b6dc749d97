package org.expool.spi;

import java.util.List;

/**
 * Says which workers are to end, and start again later, when running jobs hold more memory than they may. A pure function:
 * the same snapshot gives the same victims. Stateless and thread-safe.
 *
 * <p>Whatever it says, the engine ends only workers of the snapshot, each once, and leaves at least one.
 */
public interface TerminationPolicy extends Provider {

    /**
     * Chooses.
     *
     * @param snapshot what runs, and how much is to be freed
     * @return numbers of workers, the first to be ended first; no more than it takes; never all; empty if nothing is to be
     *     freed
     */
    List<Long> victims(WorkerSnapshot snapshot);
}
