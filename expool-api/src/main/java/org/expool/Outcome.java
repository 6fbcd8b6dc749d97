package org.expool;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How a job ended: exactly one of the permitted records. Immutable and thread-safe. */
public sealed interface Outcome {

    /** The kinds of outcome, each with one record except {@link #FAILED}, which has two. */
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

        /** The name in the JSON output and in tables. */
        public String label() {
            return label;
        }
    }

    /** The kind, for decisions that must cover every outcome. */
    Kind kind();

    /** The reason as text for users; empty for a success. */
    String reason();

    /** The command exited with 0, or the callbacks of a stub job returned. */
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
     * The command exited with a code other than 0.
     *
     * @param exitCode 1 to 255; 128 + the signal's number if the launcher cannot distinguish a signal from an exit code
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
     * The command was terminated by a signal that the pool did not send to terminate it.
     *
     * @param signal the signal's number, from 1
     * @param sender the sender, as far as known
     */
    record Signalled(int signal, Sender sender) implements Outcome {

        /** The sender of a signal. */
        public enum Sender {
            /** The pool, as the warning before the timeout. */
            POOL,
            /** The kernel's OOM killer. */
            OOM_KILLER,
            /** The job itself or another process, but neither the pool nor the OOM killer. */
            OTHER,
            /** Not known: SIGKILL on a system without a count of OOM kills per job. */
            UNKNOWN
        }

        /** A signal of unknown sender. */
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
                case OOM_KILLER -> ", sent by the kernel's OOM killer";
                case OTHER, UNKNOWN -> "";
            };
            return "terminated by signal " + signal + by;
        }
    }

    /**
     * A time limit was reached and the pool terminated the job.
     *
     * @param scope the owner of the limit
     * @param clock the clock that reached it
     * @param limit the limit
     * @param measured the time on that clock when the pool decided to terminate the job; not less than the limit
     * @param task the name of the task that owns the limit; null for other scopes
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

        /** The limit of a task: {@link Clock#WALL} and {@link Clock#CPU} limit the task, the other clocks each of its jobs. */
        public static TimedOut ofTask(String name, Clock clock, Duration limit, Duration measured) {
            return new TimedOut(Scope.TASK, clock, limit, measured, name);
        }

        /**
         * The limit of the pool or of a join: {@link Clock#WALL} and {@link Clock#CPU} limit the round, the other clocks each
         * job.
         */
        public static TimedOut ofPool(Clock clock, Duration limit, Duration measured) {
            return new TimedOut(Scope.POOL, clock, limit, measured, null);
        }

        /** The limit as text: {@code timeout of 1.0 s}, {@code limit of CPU time of 10.0 s}. */
        public String limitInWords() {
            return (clock == Clock.WALL ? "timeout" : "limit of " + clock.words) + " of " + seconds(limit);
        }

        private static String seconds(Duration duration) {
            return duration.toMillis() / 1000.0 + " s";
        }

        /** Whether it is the job's own limit. */
        public boolean isOwn() {
            return scope == Scope.JOB;
        }

        /** Whether it concerns this job alone: its own limit, or one that a task or the pool sets for each of its jobs. */
        public boolean isOfOneJob() {
            return isOwn() || clock.isOfOneJob;
        }

        /** What is measured. */
        public enum Clock {
            /** Time since the start of the job, excluding frozen time; of the task; or of the round. */
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

        /** The owner of a limit. */
        public enum Scope {
            /** The job's own limit. */
            JOB,
            /** The limit of one of its tasks, at any level. */
            TASK,
            /** The pool's limit, for the whole round or for each job. */
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
     * The job used more memory than its own limit or, as the only running job, than the pool's limit, and was terminated or
     * killed for it.
     *
     * @param scope the owner of the limit
     * @param limit the limit of the last attempt
     * @param peak the largest usage measured; null if unknown
     * @param byKernel whether the kernel enforced the limit and killed it; the peak is then hardly above the limit
     */
    record MemoryExceeded(
            Scope scope, MemorySize limit, @Nullable MemorySize peak, boolean byKernel) implements Outcome {

        /** The owner of a limit. */
        public enum Scope {
            /** The job's own limit. */
            JOB,
            /** The pool's limit, for all jobs together. */
            POOL
        }

        /** The limit as text: {@code memory limit of 1.0 GiB}. */
        public String limitInWords() {
            return "memory limit of " + limit;
        }

        @Override
        public Kind kind() {
            return Kind.MEMORY_EXCEEDED;
        }

        @Override
        public String reason() {
            String limitText = scope == Scope.JOB
                    ? "its " + limitInWords()
                    : "the pool's " + limitInWords() + " as the only running job";
            return "exceeded " + limitText + (peak == null ? "" : ", with " + peak)
                    + (byKernel ? ", and was killed by the kernel" : "");
        }
    }

    /**
     * Another job of the same category, not heavier than this one, violated its limit; this job was expected to do the same.
     *
     * @param originId the other job's number in the pool
     * @param originName its name
     * @param cause the kind of limit that it violated
     * @param limit that limit as text: {@code timeout of 1.0 s}
     */
    record Chained(long originId, String originName, Cause cause, String limit) implements Outcome {

        /** The kind of limit. */
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
     * The job was cancelled.
     *
     * @param by the origin of the cancellation
     * @param reason the origin or a given reason as text
     */
    record Cancelled(By by, String reason) implements Outcome {

        /** The origin of a cancellation. */
        public enum By {
            /** {@link JobHandle#cancel}. */
            HANDLE,
            /** {@link TaskHandle#cancel} of one of its tasks. */
            TASK,
            /** {@link ExecPool#cancelAll}, {@link ExecPool#killAll} or {@link ExecPool#clear}. */
            POOL,
            /** {@link ExecPool#close}. */
            CLOSE,
            /** {@link PoolBuilder#haltOnFailure}, after the failure of another job. */
            HALT,
            /** The pool, to start the job again later; for attempts only. */
            POSTPONEMENT
        }

        @Override
        public Kind kind() {
            return Kind.CANCELLED;
        }
    }

    /**
     * No process was started for the job.
     *
     * @param cause the kind of obstacle
     * @param errno the kernel's error number (errno(3)) if the kernel refused; null for other obstacles or if the launcher
     *     does not know it
     * @param reason the obstacle as text
     */
    record NotStarted(Cause cause, @Nullable Integer errno, String reason) implements Outcome {

        /** The kind of obstacle to a start. */
        public enum Cause {
            /** The program was not found. */
            PROGRAM_MISSING,
            /** The program cannot be executed: no permission, a directory, an unknown format or a missing interpreter. */
            PROGRAM_NOT_EXECUTABLE,
            /** The working directory does not exist, is not a directory, or is not accessible. */
            WORKDIR,
            /** A file for the standard input or output cannot be opened. */
            STREAM,
            /** A limit of the system on processes, threads, descriptors, memory, arguments and variables; or the memory limit of the pool. */
            LIMIT,
            /** The expected peak memory of the job exceeds what the pool can ever promise. */
            MEMORY,
            /** A launch step failed: CPUs, the cell, a control group or a namespace are not available. */
            LAUNCH_STEP,
            /** An onStart callback of the job or of one of its tasks threw an exception. */
            CALLBACK,
            /** A prerequisite did not succeed. */
            PREREQUISITE,
            /** The timeout of the pool or of a join was reached. */
            POOL_TIMEOUT,
            /** Another obstacle; see the reason. */
            OTHER
        }

        /** Without an error number. */
        public NotStarted(Cause cause, String reason) {
            this(cause, null, reason);
        }

        @Override
        public Kind kind() {
            return Kind.NOT_STARTED;
        }
    }

    /**
     * The job ran, but its exit status cannot be determined.
     *
     * @param reason why, as text
     */
    record Lost(String reason) implements Outcome {
        @Override
        public Kind kind() {
            return Kind.LOST;
        }
    }
}
