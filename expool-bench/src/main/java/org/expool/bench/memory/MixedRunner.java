package org.expool.bench.memory;

import java.util.List;

/** Runs jobs within a memory limit. */
interface MixedRunner {

    /** Its name in tables. */
    String name();

    /**
     * Runs all jobs to their ends.
     *
     * @throws InterruptedException if the waiting thread is interrupted
     */
    MixedRun run(List<AllocatingJob> jobs) throws InterruptedException;
}
