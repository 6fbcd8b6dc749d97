package org.expool.event;

/** Why the pool did something with a job, as a type with its numbers; {@link #text} is for display. Immutable and thread-safe. */
public sealed interface Reason permits WaitReason, MemoryReason, Reason.ByRequest, Reason.FewerWorkers {

    /** The reason with its numbers, as text. */
    String text();

    /** A user asked for it, for all jobs of the pool. */
    record ByRequest() implements Reason {
        @Override
        public String text() {
            return "requested for all jobs of the pool";
        }
    }

    /**
     * The pool may run fewer jobs at a time.
     *
     * @param workers how many
     */
    record FewerWorkers(int workers) implements Reason {
        @Override
        public String text() {
            return "postponed, as the pool was reduced to " + workers + " workers";
        }
    }
}
