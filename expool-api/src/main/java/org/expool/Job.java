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

    private final String name;
    private final Command command;
    private final @Nullable Path workdir;
    private final Environment environment;
    private final Input stdin;
    private final @Nullable Output stdout;
    private final @Nullable Output stderr;
    private final TimeLimits ownLimits;
    private final TimeLimits limits;
    private final @Nullable Warning warning;
    private final @Nullable StopSequence stop;
    private final boolean restartOnTimeout;
    private final int maxRestarts;
    private final Retry retry;
    private final int priority;
    private final List<String> after;
    private final Map<String, Integer> resources;
    private final Duration startDelay;
    private final @Nullable Task task;
    private final @Nullable Consumer<JobStart> onStart;
    private final @Nullable Consumer<JobResult> onDone;
    private final @Nullable Consumer<JobResult> onFinish;
    private final Map<String, String> params;
    private final @Nullable String category;
    private final double size;
    private final double slowdown;
    private final CpuDemand cpus;
    private final boolean omitAffinity;
    private final JobMemory memory;

    Job(JobBuilder builder) {
        name = builder.name;
        command = builder.command;
        workdir = builder.workdir;
        environment = builder.environment;
        stdin = builder.stdin;
        stdout = builder.stdout;
        stderr = builder.stderr;
        ownLimits = builder.limits;
        limits = inherited(builder.limits, builder.task);
        warning = builder.warning;
        stop = builder.stop;
        restartOnTimeout = builder.restartOnTimeout;
        maxRestarts = builder.maxRestarts;
        retry = builder.retry;
        priority = builder.priority;
        after = builder.after;
        resources = builder.resources;
        startDelay = builder.startDelay;
        task = builder.task;
        onStart = builder.onStart;
        onDone = builder.onDone;
        onFinish = builder.onFinish;
        params = Task.merged(task, builder.params);
        category = builder.category;
        size = builder.size;
        slowdown = builder.slowdown;
        cpus = builder.cpus;
        omitAffinity = builder.omitAffinity;
        memory = builder.memory;
    }

    private static TimeLimits inherited(TimeLimits own, @Nullable Task task) {
        TimeLimits all = own;
        for (Task above = task; above != null; above = above.parent()) {
            all = all.inheriting(above.limits());
        }
        return all;
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
        JobBuilder copy = new JobBuilder(name, command);
        copy.workdir = workdir;
        copy.environment = environment;
        copy.stdin = stdin;
        copy.stdout = stdout;
        copy.stderr = stderr;
        copy.limits = ownLimits;
        copy.warning = warning;
        copy.stop = stop;
        copy.restartOnTimeout = restartOnTimeout;
        copy.maxRestarts = maxRestarts;
        copy.retry = retry;
        copy.priority = priority;
        copy.after = after;
        copy.resources = resources;
        copy.startDelay = startDelay;
        copy.task = task;
        copy.onStart = onStart;
        copy.onDone = onDone;
        copy.onFinish = onFinish;
        copy.params = params;
        copy.category = category;
        copy.size = size;
        copy.slowdown = slowdown;
        copy.cpus = cpus;
        copy.omitAffinity = omitAffinity;
        copy.memory = memory;
        return copy;
    }

    /** What results and logs call it; never empty. */
    public String name() {
        return name;
    }

    /** What to run; empty for a stub job. */
    public Command command() {
        return command;
    }

    /** The directory in which the command runs; null for the current directory of this process. */
    public @Nullable Path workdir() {
        return workdir;
    }

    /** Its variables, over the pool's or alone. */
    public Environment environment() {
        return environment;
    }

    /** What it has to say of its limit without output. */
    void checkSilence(Problems problems) {
        Duration silence = limits.silence();
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
        return command.isEmpty() || (known && (isFile(stdout()) || isFile(stderr())));
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
        return stdin;
    }

    /** Where its standard output goes: where it says itself, else its task, else that of this process. */
    public Output stdout() {
        Output inherited = task == null ? null : task.stdout();
        return stdout != null ? stdout : inherited != null ? inherited : Output.inherit();
    }

    /** Where its standard error goes: where it says itself, else its task, else that of this process. */
    public Output stderr() {
        Output inherited = task == null ? null : task.stderr();
        return stderr != null ? stderr : inherited != null ? inherited : Output.inherit();
    }

    /** How long one attempt may run; null for no limit. */
    public @Nullable Duration timeout() {
        return limits.wall();
    }

    /** All limits of time of one attempt, with those inherited from its tasks; that of waiting holds for the first. */
    public TimeLimits limits() {
        return limits;
    }

    /** Those of them that it has itself. */
    public TimeLimits ownLimits() {
        return ownLimits;
    }

    /** The signal that an attempt gets before its timeout, or null. */
    public @Nullable Warning warning() {
        return warning;
    }

    /** How it is told to end; null for the pool's way. */
    public @Nullable StopSequence stop() {
        return stop;
    }

    /** Whether an attempt that reaches the timeout is followed by another. */
    public boolean restartOnTimeout() {
        return restartOnTimeout;
    }

    /** How often the timeout is followed by another attempt at the most; 0 without {@link #restartOnTimeout}. */
    public int maxRestarts() {
        return restartOnTimeout ? maxRestarts : 0;
    }

    /** When it is tried again after it did not succeed; never by default. */
    public Retry retry() {
        return retry;
    }

    /**
     * Waiting jobs of a higher priority start first; those of one priority in the order of submission, or where memory is
     * balanced by what they are expected to need (docs/memory.md).
     */
    public int priority() {
        return priority;
    }

    /** Names of the jobs and tasks that must have succeeded before it starts. */
    public List<String> after() {
        return after;
    }

    /** How many units of the pool's resources it holds while it runs, by name. */
    public Map<String, Integer> resources() {
        return resources;
    }

    /** How long the pool starts no other job after this one's process has started; zero for none. */
    public Duration startDelay() {
        return startDelay;
    }

    /**
     * A copy that belongs to a task, from which it inherits labels and streams.
     *
     * @throws InvalidSettingsException if it belongs to another task
     */
    public Job in(Task owner) {
        if (owner.equals(task)) {
            return this;
        }
        if (task != null) {
            Problems problems = new Problems("job '" + name + "'");
            problems.add("task", owner.name(), "it belongs to the task '" + task.name() + "' already");
            problems.throwIfAny();
        }
        return toBuilder().task(owner).build();
    }

    /** The task it belongs to, or null. */
    public @Nullable Task task() {
        return task;
    }

    /** Called before each attempt, or null. */
    public @Nullable Consumer<JobStart> onStart() {
        return onStart;
    }

    /** Called after success, or null. */
    public @Nullable Consumer<JobResult> onDone() {
        return onDone;
    }

    /** Called after any end, or null. */
    public @Nullable Consumer<JobResult> onFinish() {
        return onFinish;
    }

    /** The user's own labels, over those of its task; carried along unread and in no particular order. */
    public Map<String, String> params() {
        return params;
    }

    /** Names the jobs that behave alike; null for none. */
    public @Nullable String category() {
        return category;
    }

    /** Relative complexity within the category; 0 where unknown. */
    public double size() {
        return size;
    }

    /** How much slower than others of its category and size it runs; 1 for no difference. */
    public double slowdown() {
        return slowdown;
    }

    /** Which CPUs it needs for itself. */
    public CpuDemand cpus() {
        return cpus;
    }

    /** Whether the pool's CPU affinity is not applied to it. */
    public boolean omitAffinity() {
        return omitAffinity;
    }

    /** The peak memory it is expected to have; null where it does not say. */
    public @Nullable MemorySize memory() {
        return memory.expected();
    }

    /** Whether {@link #memory} holds whatever was learned. */
    public boolean memoryFixed() {
        return memory.fixed();
    }

    /** The most memory that one attempt may hold; null for no limit of its own. */
    public @Nullable MemorySize memoryLimit() {
        return memory.limit();
    }

    /** Whether and how it starts again with a larger limit; null for never. */
    public @Nullable MemoryRetry memoryRetry() {
        return memory.retry();
    }

    /** Which of its processes count; null for the pool's choice. */
    public @Nullable MemoryKind memoryKind() {
        return memory.kind();
    }

    /** What of a process counts; null for the pool's choice. */
    public @Nullable MemoryMeasure memoryMeasure() {
        return memory.measure();
    }

    /** The name and the command. */
    @Override
    public String toString() {
        return "job '" + name + "' [" + command + "]";
    }
}
