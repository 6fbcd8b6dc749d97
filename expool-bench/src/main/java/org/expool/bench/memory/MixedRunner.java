package org.expool.bench.memory;

import java.util.List;

/** Somebody who runs jobs within a limit of memory. */
interface MixedRunner {

    /** For people. */
    String name();

    /**
     * Runs them all to their ends.
     *
     * @throws InterruptedException if the waiting thread is interrupted
     */
    MixedRun run(List<AllocatingJob> jobs) throws InterruptedException;
}
