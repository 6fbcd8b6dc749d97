package org.expool.spi;

import java.util.List;

/**
 * Selects the workers to terminate and restart later when running jobs use more memory than allowed. A pure function: the
 * same snapshot gives the same victims. Stateless and thread-safe.
 *
 * <p>The engine terminates only workers of the snapshot, each once, and leaves at least one, whatever is returned.
 */
public interface TerminationPolicy extends Provider {

    /**
     * Selects victims.
     *
     * @param snapshot the running workers, and how much to free
     * @return numbers of workers in the order of termination; no more than necessary; never all; empty if no memory
     *     must be freed
     */
    List<Long> victims(WorkerSnapshot snapshot);
}
