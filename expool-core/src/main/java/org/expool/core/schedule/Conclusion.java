package org.expool.core.schedule;

import org.expool.Outcome;
import org.expool.Usage;

/**
 * What the machine knows of a job at its end. Immutable.
 *
 * @param outcome how it ended
 * @param attempts how many processes were started for it
 * @param startedAt when the last one was, meaningless if there was none
 * @param finishedAt when the last one ended, or when it was decided that there will be none
 * @param wall how long the last one ran
 * @param pid the last one, or 0
 * @param usage what the last one used
 */
public record Conclusion(
        Outcome outcome, int attempts, long startedAt, long finishedAt, long wall, long pid, Usage usage) {}
