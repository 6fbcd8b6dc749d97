package org.expool.core.schedule;

import java.util.List;
import org.expool.Unfinished;
import org.jspecify.annotations.Nullable;

/** What is known at one moment of a job or task that has not ended. Immutable. */
public sealed interface Inspection {

    /**
     * A task.
     *
     * @param standing where it stands
     * @param members its unfinished members
     */
    record OfTask(TaskEntry task, TaskEntry.TaskSnapshot standing, List<Inspection> members) implements Inspection {}

    /**
     * A job.
     *
     * @param attempt the number of its present attempt; 0 before the first
     * @param pid its process, or 0
     * @param startedAt when that was started, meaningless without one
     * @param running for how long it has run; 0 without one
     * @param memory what it was last seen to hold in bytes, or null
     * @param reason why it waits or stands still for want of memory, or null if it does not
     */
    record OfJob(
            JobEntry job,
            Unfinished.State state,
            int attempt,
            long pid,
            long startedAt,
            long running,
            @Nullable Long memory,
            @Nullable String reason)
            implements Inspection {}
}
