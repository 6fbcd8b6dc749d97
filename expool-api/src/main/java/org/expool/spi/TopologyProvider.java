package org.expool.spi;

import org.expool.CpuTopology;

/** Tells what the machine is made of and which part of it this process may use. Thread-safe. */
public interface TopologyProvider extends Provider {

    /**
     * Looks now; CPUs may come and go, and may be taken away from this process.
     *
     * @throws TopologyException if the sources cannot be read or contradict each other
     */
    CpuTopology topology();
}
