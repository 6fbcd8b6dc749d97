package org.expool.simulator.trace;

/**
 * A decision about an attempt of a job. Immutable and thread-safe.
 *
 * @param nanos the time since the beginning
 * @param kind what was decided
 * @param job whose attempt it is
 * @param promisedBytes the memory promised to the attempt at its start
 */
public record ReplayStep(long nanos, Kind kind, TraceJob job, long promisedBytes) {

    public enum Kind {
        START,
        /** The attempt has ended, and the job with it. */
        END,
        /** The attempt was terminated to free memory; the job starts again later. */
        POSTPONE
    }
}
