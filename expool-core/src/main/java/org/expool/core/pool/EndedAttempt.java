package org.expool.core.pool;

import org.expool.core.schedule.AttemptEnd;

/**
 * An attempt that another follows. Immutable.
 *
 * @param nextAt the earliest time of the next attempt
 */
record EndedAttempt(AttemptEnd end, long nextAt) {}
