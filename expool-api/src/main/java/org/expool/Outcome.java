package org.expool;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How a job ended: exactly one of the permitted records. Immutable and thread-safe. */
public sealed interface Outcome {

    /** The kinds of outcome. Each has one record, but {@link #FAILED}, which has two. */
    enum Kind {
        /** {@link Outcome.Succeeded}. */
        SUCCEEDED("succeeded"),
        /** {@link Outcome.Failed} and {@link Outcome.Signalled}. */
        FAILED("failed"),
        /** {@link Outcome.TimedOut}. */
        TIMED_OUT("timed-out"),
        /** {@link Outcome.MemoryExceeded}. */
        MEMORY_EXCEEDED("memory-exceeded"),
        /** {@link Outcome.Chained}. */
        CHAINED("chained"),
        /** {@link Outcome.Cancelled}. */
        CANCELLED("cancelled"),
        /** {@link Outcome.NotStarted}. */
        NOT_STARTED("not-started"),
        /** {@link Outcome.Lost}. */
        LOST("lost");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        /** The kind as users see it, in the JSON output and in tables. */
        public String label() {
            return label;
        }
    }

    /** The kind, for decisions that must cover every outcome. */
    Kind kind();

    /** Why, in words for people; empty for a success. */
    String reason();

    /** The command exited with 0; or a stub job's callbacks returned. */
    record Succeeded() implements Outcome {
        @Override
        public Kind kind() {
            return Kind.SUCCEEDED;
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
        public Kind kind() {
            return Kind.FAILED;
        }

        @Override
        public String reason() {
            return "exit code " + exitCode;
        }
    }

    /**
     * The command was ended by a signal other than those by which the pool ends jobs.
     *
     * @param signal the signal's number, from 1
     * @param sender who sent it, as far as is known
     */
    record Signalled(int signal, Sender sender) implements Outcome {

        /** Who sent a signal. */
        public enum Sender {
            /** The pool, as the warning before the timeout. */
            POOL,
            /** The kernel, which ran out of memory. */
            OOM_KILLER,
            /** The job itself or somebody else, but neither the pool nor a kernel that ran out of memory. */
            OTHER,
            /** Nobody knows: SIGKILL, where nothing counts whom the kernel ends for want of memory. */
            UNKNOWN
        }

        /** One whose sender nobody knows. */
        public Signalled(int signal) {
            this(signal, Sender.UNKNOWN);
        }

        @Override
        public Kind kind() {
            return Kind.FAILED;
        }

        @Override
        public String reason() {
            String by = switch (sender) {
                case POOL -> ", the pool's warning before the timeout";
                case OOM_KILLER -> ", sent by the kernel for want of memory";
                case OTHER, UNKNOWN -> "";
            };
            return "ended by signal " + signal + by;
        }
    }

    /**
     * A time limit was reached and the pool ended the job.
     *
     * @param scope whose limit it was
     * @param clock which clock reached it
     * @param limit the limit
     * @param measured what that clock showed when the end was decided; not less than the limit
     * @param task the task whose limit it was; null for another's
     */
    record TimedOut(
            Scope scope,
            Clock clock,
            Duration limit,
            Duration measured,
            @Nullable String task) implements Outcome {

        /** The job's own limit. */
        public static TimedOut ofJob(Clock clock, Duration limit, Duration measured) {
            return new TimedOut(Scope.JOB, clock, limit, measured, null);
        }

        /** The limit of a task: for itself by {@link Clock#WALL} and {@link Clock#CPU}, for each of its jobs by the others. */
        public static TimedOut ofTask(String name, Clock clock, Duration limit, Duration measured) {
            return new TimedOut(Scope.TASK, clock, limit, measured, name);
        }

        /**
         * The limit of the pool, or of a join: for the whole round by {@link Clock#WALL} and {@link Clock#CPU}, for each job by
         * the others.
         */
        public static TimedOut ofPool(Clock clock, Duration limit, Duration measured) {
            return new TimedOut(Scope.POOL, clock, limit, measured, null);
        }

        /** The limit in words: {@code timeout of 1.0 s}, {@code limit of CPU time of 10.0 s}. */
        public String limitInWords() {
            return (clock == Clock.WALL ? "timeout" : "limit of " + clock.words) + " of " + seconds(limit);
        }

        private static String seconds(Duration duration) {
            return duration.toMillis() / 1000.0 + " s";
        }

        /** Whether the limit was the job's own. */
        public boolean isOwn() {
            return scope == Scope.JOB;
        }

        /** Whether it was about this job alone: its own limit, or what a task or the pool sets for each of its jobs. */
        public boolean isOfOneJob() {
            return isOwn() || clock.isOfOneJob;
        }

        /** By which clock. */
        public enum Clock {
            /** Time since the start of the job, without that for which it was frozen; of the task; or of the round. */
            WALL("time", false),
            /** CPU time of all processes of the job, or of all jobs of the task or of the round. */
            CPU("CPU time", false),
            /** Time without output. */
            SILENCE("time without output", true),
            /** Time between submission and first start. */
            QUEUE("time in the queue", true);

            private final String words;
            private final boolean isOfOneJob;

            Clock(String words, boolean isOfOneJob) {
                this.words = words;
                this.isOfOneJob = isOfOneJob;
            }
        }

        /** Whose limit. */
        public enum Scope {
            /** The job's own. */
            JOB,
            /** That of a task it belongs to, at any height. */
            TASK,
            /** The pool's, for the whole round or for each job. */
            POOL
        }

        @Override
        public Kind kind() {
            return Kind.TIMED_OUT;
        }

        @Override
        public String reason() {
            String limitReached = switch (scope) {
                case JOB -> (clock == Clock.WALL ? "ran longer than its " : "reached its ") + limitInWords();
                case TASK ->
                    clock.isOfOneJob
                            ? "reached the " + limitInWords() + " of its task '" + task + "'"
                            : "the task '" + task + "' reached its " + limitInWords();
                case POOL -> (clock.isOfOneJob ? "reached the pool's " : "the pool reached its ") + limitInWords();
            };
            return limitReached + (clock == Clock.WALL ? "" : ", with " + seconds(measured));
        }
    }

    /**
     * The job held more memory than it might by its own limit, or, with no other job beside it, by the pool's, and was
     * ended for it.
     *
     * @param scope whose limit it was
     * @param limit the limit that held for the last attempt
     * @param peak the most it is known to have held; null if unknown
     * @param byKernel whether the kernel kept it within the limit and ended it; then the peak is hardly above
     */
    record MemoryExceeded(
            Scope scope, MemorySize limit, @Nullable MemorySize peak, boolean byKernel) implements Outcome {

        /** Whose limit. */
        public enum Scope {
            /** The job's own. */
            JOB,
            /** The pool's, for all jobs together. */
            POOL
        }

        /** The limit in words: {@code memory limit of 1.0 GiB}. */
        public String limitInWords() {
            return "memory limit of " + limit;
        }

        @Override
        public Kind kind() {
            return Kind.MEMORY_EXCEEDED;
        }

        @Override
        public String reason() {
            String whose = scope == Scope.JOB ? "its " : "alone the pool's ";
            return "exceeded " + whose + limitInWords() + (peak == null ? "" : ", with " + peak)
                    + (byKernel ? ", and was ended by the kernel" : "");
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
        public Kind kind() {
            return Kind.CHAINED;
        }
    }

    /**
     * Somebody asked for the job's end.
     *
     * @param by who
     * @param reason the same in words
     */
    record Cancelled(By by, String reason) implements Outcome {

        /** Who asked for an end. */
        public enum By {
            /** Somebody with the job's handle. */
            HANDLE,
            /** Somebody with the handle of a task it belongs to. */
            TASK,
            /** Somebody who cancelled all jobs of the pool. */
            POOL,
            /** The pool, as it was closed. */
            CLOSE,
            /** The pool, as another job failed that was to be the last. */
            HALT,
            /** The pool, to start it again later; of attempts only. */
            POSTPONEMENT
        }

        @Override
        public Kind kind() {
            return Kind.CANCELLED;
        }
    }

    /**
     * No process was ever started for it.
     *
     * @param cause what kind of thing was in the way
     * @param errno the kernel's error number where it was the kernel that refused (errno(3)); null where somebody else
     *     did, or where the launcher is not told it
     * @param reason what was in the way, in words
     */
    record NotStarted(Cause cause, @Nullable Integer errno, String reason) implements Outcome {

        /** What was in the way of a start. */
        public enum Cause {
            /** There is no file of the program's name where it was looked for. */
            PROGRAM_MISSING,
            /** There is one, but it cannot be executed: no permission, a folder, no format or interpreter of this machine. */
            PROGRAM_NOT_EXECUTABLE,
            /** The working directory is not there, is none, or may not be entered. */
            WORKDIR,
            /** A file for the standard input or output cannot be opened. */
            STREAM,
            /** A limit: the system's on processes, threads, descriptors, memory, arguments and variables; or the pool's on memory. */
            LIMIT,
            /** The pool may never promise what the job is said to need. */
            MEMORY,
            /** A launch step refused: the CPUs or the cell, a control group or a namespace, are not to be had. */
            LAUNCH_STEP,
            /** An onStart callback threw: the job's, or that of a task it belongs to. */
            CALLBACK,
            /** What it was to run after did not succeed. */
            PREREQUISITE,
            /** The time of the pool or of the join was over. */
            POOL_TIMEOUT,
            /** Anything else; the words tell. */
            OTHER
        }

        /** Where no error of the kernel is known. */
        public NotStarted(Cause cause, String reason) {
            this(cause, null, reason);
        }

        @Override
        public Kind kind() {
            return Kind.NOT_STARTED;
        }
    }

    /**
     * It ran, but how it ended cannot be known.
     *
     * @param reason why
     */
    record Lost(String reason) implements Outcome {
        @Override
        public Kind kind() {
            return Kind.LOST;
        }
    }
}
