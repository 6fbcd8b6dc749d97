package org.expool;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An external command with its limits, labels, streams and callbacks: what is to be run, not a run of it. One job may
 * be submitted any number of times. Immutable and thread-safe, as far as its callbacks are.
 *
 * <p>Made by {@link #of} or {@link #builder}; the builder's methods say what each setting means.
 */
public final class Job {

    /** Written by no one after the constructor. */
    private final JobBuilder settings;

    Job(JobBuilder builder) {
        settings = builder.copy();
        settings.params = Task.merged(settings.task, settings.params);
    }

    /**
     * A job with default settings.
     *
     * @throws InvalidSettingsException if the name is empty or holds a NUL byte
     */
    public static Job of(String name, Command command) {
        return builder(name, command).build();
    }

    /**
     * Starts the description of a job.
     *
     * @param name what results and logs call it; not empty, need not be unique
     * @param command what to run; {@link Command#none()} for a stub that runs only its callbacks
     */
    public static JobBuilder builder(String name, Command command) {
        return new JobBuilder(name, command);
    }

    /**
     * Starts the description of a job that is like this one but for what is then said otherwise. Labels that this one has
     * inherited from its task are then the new job's own; its streams and limits are not.
     */
    public JobBuilder toBuilder() {
        return settings.copy();
    }

    /** What results and logs call it; never empty. */
    public String name() {
        return settings.name;
    }

    /** What to run; empty for a stub job. */
    public Command command() {
        return settings.command;
    }

    /** The directory in which the command runs; null for the current directory of this process. */
    public @Nullable Path workdir() {
        return settings.workdir;
    }

    /** Its variables, over the pool's or alone. */
    public Environment environment() {
        return settings.environment;
    }

    /** What it has to say of its limit without output. */
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

    /** Whether a pool can tell when it last wrote something; true for a stub, which never does. */
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

    /** What it reads. */
    public Input stdin() {
        return settings.stdin;
    }

    /** Where its standard output goes: where it says itself, else its task, else that of this process. */
    public Output stdout() {
        return output(settings.stdout, settings.task == null ? null : settings.task.stdout());
    }

    /** Where its standard error goes: where it says itself, else its task, else that of this process. */
    public Output stderr() {
        return output(settings.stderr, settings.task == null ? null : settings.task.stderr());
    }

    private static Output output(@Nullable Output own, @Nullable Output inherited) {
        return own != null ? own : inherited != null ? inherited : Output.inherit();
    }

    /** How long one attempt may run; null for no limit. */
    public @Nullable Duration timeout() {
        return settings.limits.wall();
    }

    /** All limits of time of one attempt, with those inherited from its tasks; that of waiting holds for the first. */
    public TimeLimits limits() {
        TimeLimits all = settings.limits;
        for (Task above = settings.task; above != null; above = above.parent()) {
            all = all.inheriting(above.limits());
        }
        return all;
    }

    /** Those of them that it has itself. */
    public TimeLimits ownLimits() {
        return settings.limits;
    }

    /** The signal that an attempt gets before its timeout, or null. */
    public @Nullable Warning warning() {
        return settings.warning;
    }

    /** How it is told to end; null for the pool's way. */
    public @Nullable StopSequence stop() {
        return settings.stop;
    }

    /** Whether an attempt that reaches the timeout is followed by another. */
    public boolean restartOnTimeout() {
        return settings.restartOnTimeout;
    }

    /** How often the timeout is followed by another attempt at the most; 0 without {@link #restartOnTimeout}. */
    public int maxRestarts() {
        return settings.restartOnTimeout ? settings.maxRestarts : 0;
    }

    /** When it is tried again after it did not succeed; never by default. */
    public Retry retry() {
        return settings.retry;
    }

    /**
     * Waiting jobs of a higher priority start first; those of one priority in the order of submission, or where memory is
     * balanced by what they are expected to need (docs/memory.md).
     */
    public int priority() {
        return settings.priority;
    }

    /** Names of the jobs and tasks that must have succeeded before it starts. */
    public List<String> after() {
        return settings.after;
    }

    /** How many units of the pool's resources it holds while it runs, by name. */
    public Map<String, Integer> resources() {
        return settings.resources;
    }

    /** How long the pool starts no other job after this one's process has started; zero for none. */
    public Duration startDelay() {
        return settings.startDelay;
    }

    /**
     * A copy that belongs to a task, from which it inherits labels and streams.
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

    /** The user's own labels, over those of its task; carried along unread and in no particular order. */
    public Map<String, String> params() {
        return settings.params;
    }

    /** Names the jobs that behave alike; null for none. */
    public @Nullable String category() {
        return settings.category;
    }

    /** Relative complexity within the category; 0 where unknown. */
    public double size() {
        return settings.size;
    }

    /** How much slower than others of its category and size it runs; 1 for no difference. */
    public double slowdown() {
        return settings.slowdown;
    }

    /** Which CPUs it needs for itself. */
    public CpuDemand cpus() {
        return settings.cpus;
    }

    /** Whether the pool's CPU affinity is not applied to it. */
    public boolean omitAffinity() {
        return settings.omitAffinity;
    }

    /** The peak memory it is expected to have; null where it does not say. */
    public @Nullable MemorySize memory() {
        return settings.memory.expected();
    }

    /** Whether {@link #memory} holds whatever was learned. */
    public boolean memoryFixed() {
        return settings.memory.fixed();
    }

    /** The most memory that one attempt may hold; null for no limit of its own. */
    public @Nullable MemorySize memoryLimit() {
        return settings.memory.limit();
    }

    /** Whether and how it starts again with a larger limit; null for never. */
    public @Nullable MemoryRetry memoryRetry() {
        return settings.memory.retry();
    }

    /** Which of its processes count; null for the pool's choice. */
    public @Nullable MemoryKind memoryKind() {
        return settings.memory.kind();
    }

    /** What of a process counts; null for the pool's choice. */
    public @Nullable MemoryMeasure memoryMeasure() {
        return settings.memory.measure();
    }

    /** The name and the command. */
    @Override
    public String toString() {
        return "job '" + settings.name + "' [" + settings.command + "]";
    }
}
