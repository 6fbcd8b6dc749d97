package org.expool.core.schedule;

/**
 * The result of probing a running job. Immutable.
 *
 * @param cpu the CPU time that its processes have used, in nanoseconds; negative for unknown
 * @param lastOutput when it last wrote something, by the driver's clock; {@link Long#MIN_VALUE} for never or unknown
 */
public record JobProbe(long cpu, long lastOutput) {

    /** Nothing is known. */
    public static final JobProbe UNKNOWN = new JobProbe(-1, Long.MIN_VALUE);
}
