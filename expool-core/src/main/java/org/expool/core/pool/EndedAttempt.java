package org.expool.core.pool;

import org.expool.CpuPlacement;
import org.expool.core.schedule.AttemptEnd;
import org.jspecify.annotations.Nullable;

/**
 * An attempt that another follows. Immutable.
 *
 * @param nextAt the earliest time of the next attempt
 * @param placement where it ran; null for any CPU
 */
record EndedAttempt(AttemptEnd end, long nextAt, @Nullable CpuPlacement placement) {}
