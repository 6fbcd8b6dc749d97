package org.expool;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Describes a {@link Job} step by step; {@link #build} reports every problem at once. Not thread-safe. */
public final class JobBuilder {

    final String name;
    final Command command;

    @Nullable
    Path workdir;

    Environment environment = Environment.inherit();
    Input stdin = Input.none();
    Output stdout = Output.inherit();
    Output stderr = Output.inherit();

    @Nullable
    Duration timeout;

    boolean restartOnTimeout;
    Duration startDelay = Duration.ZERO;

    @Nullable
    Task task;

    @Nullable
    Consumer<JobStart> onStart;

    @Nullable
    Consumer<JobResult> onDone;

    @Nullable
    Consumer<JobResult> onFinish;

    Map<String, String> params = Map.of();

    @Nullable
    String category;

    double size;
    double slowdown = 1;
    boolean omitAffinity;
    private @Nullable MemorySize memory;
    private boolean memoryFixed;
    private @Nullable MemorySize memoryLimit;
    private @Nullable MemoryKind memoryKind;

    JobBuilder(String name, Command command) {
        this.name = name;
        this.command = command;
    }

    /** Runs in this directory, relative to the current one; the default is the current directory of this process. */
    public JobBuilder workdir(Path directory) {
        this.workdir = directory;
        return this;
    }

    /** Sets variables, over the pool's ({@link Environment#adding}) or instead of them ({@link Environment#only}). */
    public JobBuilder environment(Environment variables) {
        this.environment = variables;
        return this;
    }

    /** What the job reads; the default is nothing, {@code /dev/null}. */
    public JobBuilder stdin(Input source) {
        this.stdin = source;
        return this;
    }

    /** Where standard output goes; the default is this process's own. */
    public JobBuilder stdout(Output destination) {
        this.stdout = destination;
        return this;
    }

    /** Where standard error goes; the default is this process's own. */
    public JobBuilder stderr(Output destination) {
        this.stderr = destination;
        return this;
    }

    /**
     * Ends an attempt that has run for this long, measured from the start of its process; callbacks do not count.
     *
     * @param limit longer than zero
     */
    public JobBuilder timeout(Duration limit) {
        this.timeout = limit;
        return this;
    }

    /** After an attempt that reached the timeout starts another, ahead of the waiting jobs. Default: false. */
    public JobBuilder restartOnTimeout(boolean restart) {
        this.restartOnTimeout = restart;
        return this;
    }

    /**
     * For this long after this job's process has started the pool starts no other; exits, timeouts and callbacks run
     * on. For programs that load much at their start.
     *
     * @param delay not negative
     */
    public JobBuilder startDelay(Duration delay) {
        this.startDelay = delay;
        return this;
    }

    /** The task to which the job belongs. */
    public JobBuilder task(Task owner) {
        this.task = owner;
        return this;
    }

    /**
     * Called before each attempt, on a thread of the pool's own, and waited for by this job only. If it throws, the
     * job is not started.
     */
    public JobBuilder onStart(Consumer<JobStart> callback) {
        this.onStart = callback;
        return this;
    }

    /** Called once if the job succeeded, before {@link #onFinish} and before the handle completes. */
    public JobBuilder onDone(Consumer<JobResult> callback) {
        this.onDone = callback;
        return this;
    }

    /** Called once at any end of the job, also when it was never started; before the handle completes. */
    public JobBuilder onFinish(Consumer<JobResult> callback) {
        this.onFinish = callback;
        return this;
    }

    /** The user's own labels, carried along unread. */
    public JobBuilder params(Map<String, String> labels) {
        this.params = Map.copyOf(labels);
        return this;
    }

    /** Names the jobs that behave alike in time and memory. */
    public JobBuilder category(String label) {
        this.category = label;
        return this;
    }

    /**
     * The relative complexity within the category, typically the size of the input.
     *
     * @param complexity finite and not negative; 0, the default, where unknown
     */
    public JobBuilder size(double complexity) {
        this.size = complexity;
        return this;
    }

    /**
     * How much slower than others of its category and size the job runs.
     *
     * @param ratio finite and above 0; 1, the default, for no difference
     */
    public JobBuilder slowdown(double ratio) {
        this.slowdown = ratio;
        return this;
    }

    /** Leaves this job out of the pool's CPU affinity, so that it may run on any CPU. Default: false. */
    public JobBuilder omitAffinity(boolean omit) {
        this.omitAffinity = omit;
        return this;
    }

    /** The expected peak memory. Has no effect yet, so {@link #build} refuses it. */
    public JobBuilder memory(MemorySize expected) {
        this.memory = expected;
        return this;
    }

    /** Never lets learned values replace {@link #memory}. Has no effect yet, so {@link #build} refuses true. */
    public JobBuilder memoryFixed(boolean fixed) {
        this.memoryFixed = fixed;
        return this;
    }

    /** Ends the job beyond this peak. Has no effect yet, so {@link #build} refuses it. */
    public JobBuilder memoryLimit(MemorySize limit) {
        this.memoryLimit = limit;
        return this;
    }

    /** Which processes count; {@link MemoryKind#TREE} by default. Has no effect yet, so {@link #build} refuses it. */
    public JobBuilder memoryKind(MemoryKind kind) {
        this.memoryKind = kind;
        return this;
    }

    /**
     * The job.
     *
     * @throws InvalidSettingsException with every problem found
     */
    public Job build() {
        Problems problems = new Problems("job '" + name + "'");
        problems.checkName("name", name);
        problems.checkName("category", category);
        problems.checkPositive("timeout", timeout);
        problems.checkNotNegative("startDelay", startDelay);
        params.forEach((key, value) -> {
            problems.checkText("params", key);
            problems.checkText("params." + key, value);
        });
        if (!(size >= 0 && Double.isFinite(size))) {
            problems.add("size", size, "must be finite and not negative; 0 where unknown");
        }
        if (!(slowdown > 0 && Double.isFinite(slowdown))) {
            problems.add("slowdown", slowdown, "must be finite and above 0; 1 for no difference");
        }
        if (restartOnTimeout && timeout == null) {
            problems.add("restartOnTimeout", true, "needs a timeout");
        }
        if (stdout == Output.toStdout()) {
            problems.add("stdout", "toStdout", "only stderr can follow stdout");
        }
        refuseWhatHasNoEffect(problems);
        problems.throwIfAny();
        return new Job(this);
    }

    private void refuseWhatHasNoEffect(Problems problems) {
        if (memory != null) {
            problems.notYet("memory", memory, "memory is not balanced");
        }
        if (memoryFixed) {
            problems.notYet("memoryFixed", true, "memory is not learned");
        }
        if (memoryLimit != null) {
            problems.notYet("memoryLimit", memoryLimit, "memory is not limited");
        }
        if (memoryKind != null) {
            problems.notYet("memoryKind", memoryKind, "memory is not balanced");
        }
    }
}
