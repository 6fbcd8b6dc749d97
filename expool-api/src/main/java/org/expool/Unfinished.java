package org.expool;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.expool.event.MemoryReason;
import org.jspecify.annotations.Nullable;

/** A job or task that has not ended, as it was at the moment of asking. Immutable and thread-safe. */
public sealed interface Unfinished {

    /** Its name. */
    String name();

    /**
     * A task with its unfinished members.
     *
     * @param summary where it stands
     * @param members in the order in which they were added
     */
    record ActiveTask(TaskSummary summary, List<Unfinished> members) implements Unfinished {

        /** Copies the list. */
        public ActiveTask {
            members = List.copyOf(members);
        }

        @Override
        public String name() {
            return summary.task().name();
        }
    }

    /**
     * A job.
     *
     * @param id its number in the pool
     * @param job what was submitted
     * @param state where it stands
     * @param attempt the number of the attempt that runs or ran last, from 1; 0 before the first
     * @param pid its process, or 0 if there is none now
     * @param startedAt when that was started; null if there is none now
     * @param running for how long it has run; zero if there is none now
     * @param memoryBytes what its processes were last seen to hold; null if nobody has looked
     * @param why the reason for which it waits for memory or is frozen, with numbers; null if it does neither
     */
    record ActiveJob(
            long id,
            Job job,
            State state,
            int attempt,
            long pid,
            @Nullable Instant startedAt,
            Duration running,
            @Nullable Long memoryBytes,
            @Nullable MemoryReason why)
            implements Unfinished {

        /** Why it waits for memory or is frozen, in words; null if it does neither. */
        public @Nullable String reason() {
            return why == null ? null : why.text();
        }

        @Override
        public String name() {
            return job.name();
        }
    }

    /** Where a job stands that has not ended. */
    enum State {
        /** It waits for a worker or for its resources. */
        QUEUED,
        /** It waits for the jobs and tasks it is to run after. */
        BLOCKED,
        /** It waits for the time of its next attempt. */
        BACKING_OFF,
        /** Its onStart, or that of its task, is running, or its process is being made. */
        STARTING,
        /** Its process runs. */
        RUNNING,
        /** Its process runs and has been told to end. */
        ENDING,
        /** It has its outcome; its callbacks are running. */
        SETTLING
    }
}
