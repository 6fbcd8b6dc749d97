package org.expool;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.expool.event.MemoryReason;
import org.jspecify.annotations.Nullable;

/** A job or task that has not ended, as it was at the time of the call. Immutable and thread-safe. */
public sealed interface Unfinished {

    /** Its name. */
    String name();

    /**
     * A task with its unfinished members.
     *
     * @param summary its state
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
     * @param state its state
     * @param attempt the number of the attempt that runs or ran last, from 1; 0 before the first
     * @param pid its process, or 0 if there is none now
     * @param startedAt when that was started; null if there is none now
     * @param running the run time of the process; zero if there is none now
     * @param memoryBytes the memory of its processes in the last sample; null without a sample
     * @param why the reason for which it waits for memory or is frozen, with numbers; null otherwise
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

    /** The state of a job that has not ended. */
    enum State {
        /** It waits for a worker or for its resources. */
        QUEUED,
        /** It waits for its prerequisites. */
        BLOCKED,
        /** It waits for the time of its next attempt. */
        BACKING_OFF,
        /** It waits for the onStart of its task. */
        WAITING_FOR_TASK,
        /** Its onStart is running, or its process is being started. */
        STARTING,
        /** Its process runs. */
        RUNNING,
        /** Its process is being terminated. */
        ENDING,
        /** It has its outcome; its callbacks are running. */
        SETTLING
    }
}
