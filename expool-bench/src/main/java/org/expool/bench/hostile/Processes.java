package org.expool.bench.hostile;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.expool.testkit.HostileJob;
import org.expool.testkit.Survivors;

/**
 * The processes of all hostile jobs of one round. Immutable and thread-safe.
 *
 * @param token of the round
 */
record Processes(String token) {

    private static final long INTERVAL = Duration.ofMillis(20).toNanos();

    /** The token of one job, which begins with that of the round. */
    static String tokenOf(String round, HostileJob job) {
        return round + "-" + job.name() + ".";
    }

    /** Whether none was found twice in a row: a job that becomes a new process again and again can be missed once. */
    boolean areGone() {
        return pause(new Survivors(token).pids().isEmpty())
                && new Survivors(token).pids().isEmpty();
    }

    /** How many processes each job has; only jobs that have any. */
    Map<HostileJob, Integer> survivors() {
        Map<HostileJob, Integer> found = new EnumMap<>(HostileJob.class);
        for (HostileJob job : HostilePool.JOBS) {
            int count = new Survivors(tokenOf(token, job)).pids().size();
            if (count > 0) {
                found.put(job, count);
            }
        }
        return found;
    }

    /** Kills what is left. */
    void end() {
        new Survivors(token).end();
    }

    private static boolean pause(boolean result) {
        LockSupport.parkNanos(INTERVAL);
        return result;
    }
}
