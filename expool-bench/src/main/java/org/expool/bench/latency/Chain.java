package org.expool.bench.latency;

import java.util.List;

/** Something that starts one job after another. Used by one thread. */
interface Chain {

    /** By which it is reported. */
    String name();

    /**
     * Runs jobs that stamp their end.
     *
     * @return their times, in the order of submission
     * @throws org.expool.bench.machine.BenchException if a job did not succeed
     * @throws InterruptedException if the waiting thread is interrupted
     */
    List<Attempt> run(Scenario scenario, int jobs) throws InterruptedException;
}
