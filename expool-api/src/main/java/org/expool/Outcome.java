package org.expool;

import java.time.Duration;

/** How a job ended: exactly one of the permitted kinds. Immutable and thread-safe. */
public sealed interface Outcome {

    /** The kind in one word, as in the JSON output: {@code succeeded}, {@code timed-out} and so on. */
    String kind();

    /** Why, in words for people; empty for a success. */
    String reason();

    /** The command exited with 0; or a stub job's callbacks returned. */
    record Succeeded() implements Outcome {
        @Override
        public String kind() {
            return "succeeded";
        }

        @Override
        public String reason() {
            return "";
        }
    }

    /**
     * The command exited by itself with another code than 0.
     *
     * @param exitCode 1 to 255; where the launcher cannot tell a signal from a code, 128 + the signal's number
     */
    record Failed(int exitCode) implements Outcome {
        @Override
        public String kind() {
            return "failed";
        }

        @Override
        public String reason() {
            return "exit code " + exitCode;
        }
    }

    /**
     * The command was ended by a signal that the pool did not send.
     *
     * @param signal the signal's number, from 1
     */
    record Signalled(int signal) implements Outcome {
        @Override
        public String kind() {
            return "failed";
        }

        @Override
        public String reason() {
            return "ended by signal " + signal;
        }
    }

    /**
     * A time limit was reached and the pool ended the job.
     *
     * @param scope whose limit it was
     * @param limit the limit
     */
    record TimedOut(Scope scope, Duration limit) implements Outcome {

        /** Whose limit. */
        public enum Scope {
            /** The job's own. */
            JOB,
            /** The pool's, for the whole round. */
            POOL
        }

        @Override
        public String kind() {
            return "timed-out";
        }

        @Override
        public String reason() {
            return (scope == Scope.JOB ? "ran longer than its timeout of " : "the pool reached its timeout of ")
                    + limit.toMillis() / 1000.0 + " s";
        }
    }

    /**
     * The job needed more memory than it, or the pool for a single job, was allowed. No pool of this version says so.
     *
     * @param reason whose limit, and the peak
     */
    record MemoryExceeded(String reason) implements Outcome {
        @Override
        public String kind() {
            return "memory-exceeded";
        }
    }

    /**
     * Another job's violation of a limit foretold this one's. No pool of this version says so.
     *
     * @param reason which job, and the limit
     */
    record Chained(String reason) implements Outcome {
        @Override
        public String kind() {
            return "chained";
        }
    }

    /**
     * Somebody asked for the job's end.
     *
     * @param reason who
     */
    record Cancelled(String reason) implements Outcome {
        @Override
        public String kind() {
            return "cancelled";
        }
    }

    /**
     * No process was ever started for it.
     *
     * @param reason why: a missing program, an unwritable output, an onStart that threw, the pool's timeout
     */
    record NotStarted(String reason) implements Outcome {
        @Override
        public String kind() {
            return "not-started";
        }
    }

    /**
     * It ran, but how it ended cannot be known.
     *
     * @param reason why
     */
    record Lost(String reason) implements Outcome {
        @Override
        public String kind() {
            return "lost";
        }
    }
}
