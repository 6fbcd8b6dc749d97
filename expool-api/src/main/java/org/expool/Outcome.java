package org.expool;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

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
     * @param task the task whose limit it was; null for another's
     */
    record TimedOut(Scope scope, Duration limit, @Nullable String task) implements Outcome {

        /** The job's own limit. */
        public static TimedOut ofJob(Duration limit) {
            return new TimedOut(Scope.JOB, limit, null);
        }

        /** The limit of a task. */
        public static TimedOut ofTask(String name, Duration limit) {
            return new TimedOut(Scope.TASK, limit, name);
        }

        /** The limit of the pool or of a join. */
        public static TimedOut ofPool(Duration limit) {
            return new TimedOut(Scope.POOL, limit, null);
        }

        /** Whether the limit was the job's own. */
        public boolean isOwn() {
            return scope == Scope.JOB;
        }

        /** Whose limit. */
        public enum Scope {
            /** The job's own. */
            JOB,
            /** That of a task it belongs to, at any height. */
            TASK,
            /** The pool's, for the whole round. */
            POOL
        }

        @Override
        public String kind() {
            return "timed-out";
        }

        @Override
        public String reason() {
            String who = switch (scope) {
                case JOB -> "ran longer than its timeout of ";
                case TASK -> "the task '" + task + "' reached its timeout of ";
                case POOL -> "the pool reached its timeout of ";
            };
            return who + limit.toMillis() / 1000.0 + " s";
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
     * Another job's violation of its limit foretold this one's, which is of the same category and not lighter.
     *
     * @param originId the other job's number in the pool
     * @param originName its name
     * @param cause which kind of limit it violated
     * @param limit that limit in words: {@code timeout of 1.0 s}
     */
    record Chained(long originId, String originName, Cause cause, String limit) implements Outcome {

        /** Which kind of limit. */
        public enum Cause {
            /** A timeout. */
            TIME,
            /** A memory limit. */
            MEMORY
        }

        @Override
        public String reason() {
            return "job " + originId + " '" + originName + "', of the same category and not heavier, reached its "
                    + limit;
        }

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
