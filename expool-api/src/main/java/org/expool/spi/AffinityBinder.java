package org.expool.spi;

import java.util.Optional;
import org.expool.CpuPlacement;

/** Binds workers to CPUs, and their memory to NUMA nodes. Thread-safe. */
public interface AffinityBinder extends Provider {

    /**
     * Whether a process inherits the CPU mask of the thread that spawns it, which is before it enters a cell. Otherwise a
     * prefix of its command binds it inside the cell.
     */
    boolean isInherited();

    /**
     * The step that binds one process. It refuses the start if the placement is impossible: a CPU that is offline or not
     * allowed, a missing program.
     */
    LaunchStep bind(CpuPlacement placement);

    /**
     * Reads back the CPU masks of all threads of the process. Called with the first sample of the running command; a command
     * that has restricted itself to fewer CPUs is no mismatch.
     *
     * @return how the process differs from the placement; empty if it does not, or has ended
     */
    Optional<String> mismatch(long pid, CpuPlacement placement);
}
