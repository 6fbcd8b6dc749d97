package org.expool.event;

import java.time.Instant;

/** What a job waits for. Immutable and thread-safe. */
public sealed interface WaitReason extends Reason
        permits WaitReason.FreeWorker,
                WaitReason.Prerequisites,
                WaitReason.TaskStart,
                WaitReason.NextAttempt,
                MemoryReason.NotEnough {

    /** A free worker, or the resources and CPUs that it needs. */
    record FreeWorker() implements WaitReason {

        /** The only one. */
        public static final FreeWorker FREE_WORKER = new FreeWorker();

        @Override
        public String text() {
            return "waits for a free worker";
        }
    }

    /**
     * Its prerequisites.
     *
     * @param unfinished how many have not ended
     */
    record Prerequisites(int unfinished) implements WaitReason {
        @Override
        public String text() {
            return "waits for " + unfinished + " other" + (unfinished == 1 ? "" : "s") + " that it runs after";
        }
    }

    /**
     * The onStart of its task.
     *
     * @param task the name of the task
     */
    record TaskStart(String task) implements WaitReason {
        @Override
        public String text() {
            return "waits for the onStart of its task '" + task + "'";
        }
    }

    /**
     * The time of its next attempt.
     *
     * @param at the earliest start
     */
    record NextAttempt(Instant at) implements WaitReason {
        @Override
        public String text() {
            return "waits until " + at + " for its next attempt";
        }
    }
}
