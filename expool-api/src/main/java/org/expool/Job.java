package org.expool;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An external command with its limits, labels, streams and callbacks: the description of a run. The same job can be
 * submitted any number of times. Immutable and thread-safe, provided that its callbacks are thread-safe.
 *
 * <p>Created by {@link #of} or {@link #builder}. The methods of {@link JobBuilder} document the settings.
 */
public final class Job {

    /** Not modified after construction; the final reference publishes it safely. */
    private final JobBuilder settings;

    Job(JobBuilder builder) {
        settings = builder.copy();
        settings.params = Task.merged(settings.task, settings.params);
    }

    /**
     * A job with default settings.
     *
     * @throws InvalidSettingsException if the name is empty or contains a NUL byte
     */
    public static Job of(String name, Command command) {
        return builder(name, command).build();
    }

    /**
     * A builder for a job.
     *
     * @param name the name in results and logs; not empty, need not be unique
     * @param command the command; {@link Command#none()} for a stub job that runs only its callbacks
     */
    public static JobBuilder builder(String name, Command command) {
        return new JobBuilder(name, command);
    }

    /**
     * A builder with the settings of this job. Labels inherited from the task become the new job's own; inherited streams and
     * limits do not.
     */
    public JobBuilder toBuilder() {
        return settings.copy();
    }

    /** The name in results and logs; never empty. */
    public String name() {
        return settings.name;
    }

    /** The command; empty for a stub job. */
    public Command command() {
        return settings.command;
    }

    /** The working directory of the command; null for the current directory of this process. */
    public @Nullable Path workdir() {
        return settings.workdir;
    }

    /** Its environment variables, added to those of the pool or instead of them. */
    public Environment environment() {
        return settings.environment;
    }

    /** Adds a problem if its silence timeout needs outputs that can be watched. */
    void checkSilence(Problems problems) {
        Duration silence = limits().silence();
        if (silence != null && !canBeWatched()) {
            problems.add(
                    "silenceTimeout",
                    silence,
                    "needs outputs that the pool can watch: send stdout and stderr to files, capture or group them, or"
                            + " discard one of them");
        }
    }

    /** Whether a pool can detect when it last wrote output; true for a stub job, which never writes. */
    public boolean canBeWatched() {
        boolean known = isKnown(stdout()) && isKnown(stderr());
        return settings.command.isEmpty() || (known && (isFile(stdout()) || isFile(stderr())));
    }

    private static boolean isKnown(Output output) {
        return isFile(output) || output == Output.discard() || output == Output.toStdout();
    }

    private static boolean isFile(Output output) {
        return output instanceof Output.Append
                || output == Output.capture()
                || output == Output.grouped()
                || output == Output.groupedProcessStderr();
    }

    /** Its standard input. */
    public Input stdin() {
        return settings.stdin;
    }

    /** The destination of its standard output: its own, else that of its task, else that of this process. */
    public Output stdout() {
        return output(settings.stdout, settings.task == null ? null : settings.task.stdout());
    }

    /** The destination of its standard error: its own, else that of its task, else that of this process. */
    public Output stderr() {
        return output(settings.stderr, settings.task == null ? null : settings.task.stderr());
    }

    private static Output output(@Nullable Output own, @Nullable Output inherited) {
        return own != null ? own : inherited != null ? inherited : Output.inherit();
    }

    /** The longest run time of one attempt; null for no limit. */
    public @Nullable Duration timeout() {
        return settings.limits.wall();
    }

    /** All time limits of one attempt, including those inherited from its tasks; the queue timeout applies to the first. */
    public TimeLimits limits() {
        TimeLimits all = settings.limits;
        for (Task above = settings.task; above != null; above = above.parent()) {
            all = all.inheriting(above.limits());
        }
        return all;
    }

    /** Its own time limits, without inherited ones. */
    public TimeLimits ownLimits() {
        return settings.limits;
    }

    /** The signal sent before the timeout of an attempt, or null. */
    public @Nullable Warning warning() {
        return settings.warning;
    }

    /** The signals that terminate it; null for SIGTERM and, after the pool's grace, SIGKILL. */
    public @Nullable StopSequence stop() {
        return settings.stop;
    }

    /** Whether an attempt that reaches the timeout is followed by another. */
    public boolean restartOnTimeout() {
        return settings.restartOnTimeout;
    }

    /** How many times at most a timeout is followed by another attempt; 0 without {@link #restartOnTimeout}. */
    public int maxRestarts() {
        return settings.restartOnTimeout ? settings.maxRestarts : 0;
    }

    /** When it is retried after a failure; never by default. */
    public Retry retry() {
        return settings.retry;
    }

    /**
     * Waiting jobs of a higher priority start first. Jobs of the same priority start in the order of submission or, where
     * memory is balanced, by their expected memory (docs/memory.md).
     */
    public int priority() {
        return settings.priority;
    }

    /** The names of its prerequisites: jobs and tasks that must succeed before it starts. */
    public List<String> after() {
        return settings.after;
    }

    /** The units of the pool's resources that it occupies while it runs, by resource name. */
    public Map<String, Integer> resources() {
        return settings.resources;
    }

    /** The time after the start of its process during which the pool starts no other job; zero for none. */
    public Duration startDelay() {
        return settings.startDelay;
    }

    /**
     * A copy that belongs to a task, from which it inherits labels, streams and limits.
     *
     * @throws InvalidSettingsException if it belongs to another task
     */
    public Job in(Task owner) {
        Task task = settings.task;
        if (owner.equals(task)) {
            return this;
        }
        if (task != null) {
            Problems problems = new Problems("job '" + name() + "'");
            problems.add("task", owner.name(), "it belongs to the task '" + task.name() + "' already");
            problems.throwIfAny();
        }
        return toBuilder().task(owner).build();
    }

    /** The task it belongs to, or null. */
    public @Nullable Task task() {
        return settings.task;
    }

    /** Called before each attempt, or null. */
    public @Nullable Consumer<JobStart> onStart() {
        return settings.onStart;
    }

    /** Called after success, or null. */
    public @Nullable Consumer<JobResult> onDone() {
        return settings.onDone;
    }

    /** Called after any end, or null. */
    public @Nullable Consumer<JobResult> onFinish() {
        return settings.onFinish;
    }

    /** The user's labels, merged over those of its task, in no particular order. The pool does not interpret them. */
    public Map<String, String> params() {
        return settings.params;
    }

    /** The name of a group of jobs with similar run time and memory; null for none. */
    public @Nullable String category() {
        return settings.category;
    }

    /** The relative complexity within the category; 0 if unknown. */
    public double size() {
        return settings.size;
    }

    /** The ratio of its run time to that of jobs of its category and size; 1 for no difference. */
    public double slowdown() {
        return settings.slowdown;
    }

    /** The CPUs that it needs exclusively. */
    public CpuDemand cpus() {
        return settings.cpus;
    }

    /** Whether it runs on any CPU, regardless of the pool's CPU affinity. */
    public boolean omitAffinity() {
        return settings.omitAffinity;
    }

    /** Its declared peak memory; null for none. */
    public @Nullable MemorySize memory() {
        return settings.memory.expected();
    }

    /** Whether {@link #memory} is never replaced by a learned value. */
    public boolean memoryFixed() {
        return settings.memory.fixed();
    }

    /** The memory limit of one attempt; null for no own limit. */
    public @Nullable MemorySize memoryLimit() {
        return settings.memory.limit();
    }

    /** How it starts again with a larger limit; null for never. */
    public @Nullable MemoryRetry memoryRetry() {
        return settings.memory.retry();
    }

    /** Which of its processes are counted; null for the pool's setting. */
    public @Nullable MemoryKind memoryKind() {
        return settings.memory.kind();
    }

    /** Which memory of a process is counted; null for the pool's setting. */
    public @Nullable MemoryMeasure memoryMeasure() {
        return settings.memory.measure();
    }

    /** The name and the command. */
    @Override
    public String toString() {
        return "job '" + settings.name + "' [" + settings.command + "]";
    }
}
