package org.expool.bench.hostile;

import java.util.Map;
import org.expool.testkit.HostileJob;

/**
 * What was there one second after the kill step of one trial. Immutable and thread-safe.
 *
 * @param survivors how many processes of each job; empty if none were
 * @param millis after the kill step none was left; where some were, how long was looked
 */
record Survival(Map<HostileJob, Integer> survivors, double millis) {

    /** Copies the map. */
    Survival {
        survivors = Map.copyOf(survivors);
    }

    int of(HostileJob job) {
        return survivors.getOrDefault(job, 0);
    }
}
