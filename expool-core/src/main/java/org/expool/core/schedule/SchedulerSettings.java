package org.expool.core.schedule;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the machine needs to know of a pool. Immutable.
 *
 * @param workers how many jobs run at one time, at least 1
 * @param grace between SIGTERM and SIGKILL
 * @param timeout for a round, or null
 * @param samplingInterval between two looks at the memory of running jobs, or null if nobody can look
 * @param haltOnFailure whether the first job that does not succeed ends all others of its round
 */
public record SchedulerSettings(
        int workers,
        Duration grace,
        @Nullable Duration timeout,
        @Nullable Duration samplingInterval,
        boolean haltOnFailure) {}
