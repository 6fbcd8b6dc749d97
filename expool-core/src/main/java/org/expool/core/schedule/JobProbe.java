package org.expool.core.schedule;

/**
 * What probing a running job has shown. Immutable.
 *
 * @param cpu the CPU time that its processes have used, in nanoseconds; negative for unknown
 * @param lastOutput when it last wrote something, by the driver's clock; {@link Long#MIN_VALUE} if it has not, or for
 *     unknown
 */
public record JobProbe(long cpu, long lastOutput) {

    /** Nothing could be found out. */
    public static final JobProbe UNKNOWN = new JobProbe(-1, Long.MIN_VALUE);
}
