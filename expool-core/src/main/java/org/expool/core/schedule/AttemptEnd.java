package org.expool.core.schedule;

import org.expool.MemoryPromise;
import org.expool.Outcome;
import org.expool.Usage;
import org.jspecify.annotations.Nullable;

/**
 * What the scheduler knows of a job, or of one attempt, at its end. Immutable.
 *
 * @param outcome how it ended
 * @param attempt the number of the last attempt, from 1; 0 if none was begun
 * @param postponed how often the job was terminated to start again later
 * @param started whether there was a process in this attempt
 * @param startedAt when it was started, meaningless if there was none
 * @param finishedAt when it ended, or when it was decided that there will be none
 * @param wall how long it ran
 * @param pid the process, or 0
 * @param usage what it used
 * @param memory what was expected of its memory and done about it; null where memory is neither balanced nor limited
 */
public record AttemptEnd(
        Outcome outcome,
        int attempt,
        int postponed,
        boolean started,
        long startedAt,
        long finishedAt,
        long wall,
        long pid,
        Usage usage,
        @Nullable MemoryPromise memory) {

    /** The end of a job for which there was no process. */
    public static AttemptEnd unstarted(Outcome outcome, long now) {
        return new AttemptEnd(outcome, 0, 0, false, now, now, 0, 0, Usage.unknown(), null);
    }
}
