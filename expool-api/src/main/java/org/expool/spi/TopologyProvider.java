package org.expool.spi;

import org.expool.CpuTopology;

/** Determines the topology of the host and the part of it that this process may use. Thread-safe. */
public interface TopologyProvider extends Provider {

    /**
     * Reads the topology now; CPUs may go online and offline, and the CPUs allowed to this process may change.
     *
     * @throws TopologyException if the sources cannot be read or contradict each other
     */
    CpuTopology topology();
}
