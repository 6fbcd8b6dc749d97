package org.expool;

/**
 * The counts of one task's own jobs; those of its sub-tasks are counted there. Immutable and thread-safe.
 *
 * @param task the task
 * @param added how many jobs were submitted for it
 * @param succeeded how many of them succeeded
 * @param unsuccessful how many of them ended otherwise
 */
public record TaskSummary(Task task, long added, long succeeded, long unsuccessful) {}
