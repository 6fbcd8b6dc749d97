package org.expool.bench.memory;

import java.util.List;

/** Runs jobs within a memory limit. */
interface MixedRunner {

    /** Its name in tables. */
    String name();

    MixedRun run(List<AllocatingJob> jobs) throws InterruptedException;
}
