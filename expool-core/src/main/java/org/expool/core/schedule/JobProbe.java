package org.expool.core.schedule;

/**
 * What a look at a running job has shown. Immutable.
 *
 * @param cpu the CPU time that its processes have used, in nanoseconds; negative if nobody can tell
 * @param lastOutput when it last wrote something, by the driver's clock; {@link Long#MIN_VALUE} if it has not or nobody can
 *     tell
 */
public record JobProbe(long cpu, long lastOutput) {}
