package org.expool.spi;

import java.util.Optional;
import org.expool.CpuPlacement;

/** Makes workers run on the CPUs, and take memory from the NUMA nodes, that they were given. Thread-safe. */
public interface AffinityBinder extends Provider {

    /**
     * Whether a process inherits the CPUs from the thread that spawns it, which is before it enters a cell; else it is bound
     * by words before its command, inside.
     */
    boolean isInherited();

    /**
     * What has to be done about one start. The step refuses the start if the placement cannot be had: a CPU that is
     * offline or not allowed, a program that is missing.
     */
    LaunchStep bind(CpuPlacement placement);

    /**
     * Reads back what the kernel has done, of all threads of the process. To be called as soon as the command itself
     * runs, at the first look at it; a command may since have chosen fewer CPUs for itself, which is no mismatch.
     *
     * @return what is not as it should be, in words; empty if all is, or the process has ended
     */
    Optional<String> mismatch(long pid, CpuPlacement placement);
}
