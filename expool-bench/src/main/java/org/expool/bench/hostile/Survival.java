package org.expool.bench.hostile;

import java.util.Map;
import org.expool.testkit.HostileJob;

/**
 * What was left one second after the kill step of one trial. Immutable and thread-safe.
 *
 * @param survivors how many processes of each job; empty if none were
 * @param millis from the kill step until none was left; if some were, how long the search took
 */
record Survival(Map<HostileJob, Integer> survivors, double millis) {

    Survival {
        survivors = Map.copyOf(survivors);
    }

    int of(HostileJob job) {
        return survivors.getOrDefault(job, 0);
    }
}
