package org.expool.bench.latency;

import java.util.List;

/** Starts one job after another. Not thread-safe. */
interface Chain {

    /** Its name in reports. */
    String name();

    /**
     * Runs jobs that stamp their end.
     *
     * @return their times, in the order of submission
     * @throws org.expool.bench.machine.BenchException if a job did not succeed
     */
    List<Attempt> run(Scenario scenario, int jobs) throws InterruptedException;
}
