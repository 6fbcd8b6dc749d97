package org.expool;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Describes a {@link Job} step by step; {@link #build} reports every problem at once. Not thread-safe. */
public final class JobBuilder implements Cloneable {

    /** Enough for anything but a job that never ends in time. */
    static final int DEFAULT_RESTARTS = 100;

    final String name;
    final Command command;

    @Nullable
    Path workdir;

    Environment environment = Environment.inherit();
    Input stdin = Input.none();

    @Nullable
    Output stdout;

    @Nullable
    Output stderr;

    TimeLimits limits = TimeLimits.NONE;

    @Nullable
    Warning warning;

    @Nullable
    StopSequence stop;

    boolean restartOnTimeout;
    int maxRestarts = DEFAULT_RESTARTS;
    Retry retry = Retry.none();
    int priority;
    List<String> after = List.of();
    Map<String, Integer> resources = Map.of();
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
    CpuDemand cpus = CpuDemand.share();
    boolean omitAffinity;
    JobMemory memory = JobMemory.NONE;

    JobBuilder(String name, Command command) {
        this.name = name;
        this.command = command;
    }

    /** Another builder with the same settings. All of them are immutable values. */
    JobBuilder copy() {
        try {
            return (JobBuilder) super.clone();
        } catch (CloneNotSupportedException e) {
            throw new AssertionError(e);
        }
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

    /** Where standard output goes; the default is what the task says, and without one this process's own. */
    public JobBuilder stdout(Output destination) {
        this.stdout = destination;
        return this;
    }

    /** Where standard error goes; the default is what the task says, and without one this process's own. */
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
        this.limits = limits.wall(limit);
        return this;
    }

    /**
     * Ends an attempt that has run for a multiple of the median time of the successful runs of its category in this pool;
     * without effect until there is one. With {@link #timeout} too, the shorter counts.
     *
     * @param share above 0; 2 for twice the median
     */
    public JobBuilder relativeTimeout(double share) {
        this.limits = limits.relative(share);
        return this;
    }

    /**
     * Ends an attempt whose processes together have used this much CPU time, as far as the pool can measure it.
     *
     * @param limit longer than zero
     */
    public JobBuilder cpuTimeout(Duration limit) {
        this.limits = limits.cpu(limit);
        return this;
    }

    /**
     * Ends an attempt that has written nothing for this long. Needs outputs that the pool can watch: files, or outputs that
     * are captured, grouped or discarded, but not both discarded.
     *
     * @param limit longer than zero
     */
    public JobBuilder silenceTimeout(Duration limit) {
        this.limits = limits.silence(limit);
        return this;
    }

    /**
     * Gives the job up, as timed-out, if it has waited this long for its first start.
     *
     * @param limit longer than zero
     */
    public JobBuilder queueTimeout(Duration limit) {
        this.limits = limits.queue(limit);
        return this;
    }

    /** Sends a signal some time before the timeout; needs one. */
    public JobBuilder warning(Warning before) {
        this.warning = before;
        return this;
    }

    /** How the job is told to end, at a timeout or when cancelled; the pool's grace by default. */
    public JobBuilder stop(StopSequence ladder) {
        this.stop = ladder;
        return this;
    }

    /**
     * After an attempt that reached the timeout starts another at once, ahead of waiting jobs of its priority, up to
     * {@link #maxRestarts} times. Such a job never starts a chain. Default: false.
     */
    public JobBuilder restartOnTimeout(boolean restart) {
        this.restartOnTimeout = restart;
        return this;
    }

    /**
     * How often {@link #restartOnTimeout} applies at the most.
     *
     * @param count not negative; 100 by default
     */
    public JobBuilder maxRestarts(int count) {
        this.maxRestarts = count;
        return this;
    }

    /** When the job is tried again after it did not succeed; never by default. */
    public JobBuilder retry(Retry policy) {
        this.retry = policy;
        return this;
    }

    /**
     * Lets the job start before waiting ones of a lower priority. Running jobs are left alone.
     *
     * @param rank any number; 0 by default
     */
    public JobBuilder priority(int rank) {
        this.priority = rank;
        return this;
    }

    /**
     * Lets the job wait until all jobs and tasks of these names have succeeded: those of this round that were submitted
     * before, or in the same {@link ExecPool#submitAll}. If one of them does not succeed, this job is not started. Callbacks of
     * other jobs are not waited for. The pool remembers the names of the last 100,000 jobs that ended in a round.
     */
    public JobBuilder after(String... names) {
        this.after = List.of(names);
        return this;
    }

    /**
     * What the job holds of the pool's resources from its onStart to its end, by name.
     *
     * @param units each at least 1 and no more than the pool has, which is checked on submission
     */
    public JobBuilder resources(Map<String, Integer> units) {
        this.resources = Map.copyOf(units);
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
     * Called before each attempt, on a thread of the pool's own, and waited for by this job only: it holds its worker
     * meanwhile, but for no longer than 20 ms. If it throws, the job is not started.
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

    /** The user's own labels, carried along unread, over those of the task. */
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

    /**
     * Which CPUs the job has for itself from its onStart to its end. A job that needs many waits until they are free, and
     * no later one gets them first.
     *
     * @param demand no more than this process may use of a NUMA node, which is checked on submission; by default the
     *     worker's {@linkplain CpuDemand.Share share}
     */
    public JobBuilder cpus(CpuDemand demand) {
        this.cpus = demand;
        return this;
    }

    /** Leaves this job out of the pool's CPU affinity, so that it may run on any CPU. Default: false. */
    public JobBuilder omitAffinity(boolean omit) {
        this.omitAffinity = omit;
        return this;
    }

    /**
     * The peak memory that the job is expected to have, by which the pool plans until jobs of its category have told more.
     *
     * @param expected more than zero, at most {@link #memoryLimit}
     */
    public JobBuilder memory(MemorySize expected) {
        this.memory = memory.expecting(expected);
        return this;
    }

    /** Never lets learned values replace {@link #memory}, which is needed then. Default: false. */
    public JobBuilder memoryFixed(boolean fixed) {
        this.memory = memory.fixed(fixed);
        return this;
    }

    /**
     * Ends an attempt that holds more. Such a job is {@link Outcome.MemoryExceeded} and takes relatives with it ({@link
     * PoolBuilder#chaining}). Held by the kernel where the pool's cells can, else seen by the pool's samples, between which
     * a job may hold more.
     *
     * @param limit more than zero; none by default
     */
    public JobBuilder memoryLimit(MemorySize limit) {
        this.memory = memory.limited(limit);
        return this;
    }

    /** Starts the job again with a larger {@link #memoryLimit}, which is needed then, when it has exceeded it. */
    public JobBuilder memoryRetry(MemoryRetry policy) {
        this.memory = memory.retrying(policy);
        return this;
    }

    /** Which processes count; the pool's choice by default. */
    public JobBuilder memoryKind(MemoryKind kind) {
        this.memory = memory.counting(kind);
        return this;
    }

    /** What of a process counts; the pool's choice by default. */
    public JobBuilder memoryMeasure(MemoryMeasure measure) {
        this.memory = memory.measuring(measure);
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
        limits.check(problems);
        problems.checkNotNegative("startDelay", startDelay);
        problems.checkLabels(params);
        problems.checkAfter(name, after);
        new TreeMap<>(resources).forEach((resource, units) -> {
            if (units < 1) {
                problems.add("resources." + resource, units, "must be at least 1; leave it out for none");
            }
        });
        if (maxRestarts < 0) {
            problems.add("maxRestarts", maxRestarts, "must not be negative");
        }
        if (!(size >= 0 && Double.isFinite(size))) {
            problems.add("size", size, "must be finite and not negative; 0 where unknown");
        }
        if (!(slowdown > 0 && Double.isFinite(slowdown))) {
            problems.add("slowdown", slowdown, "must be finite and above 0; 1 for no difference");
        }
        boolean timed = limits.wall() != null || limits.relative() != null;
        if (restartOnTimeout && !timed) {
            problems.add("restartOnTimeout", true, "needs a timeout");
        }
        if (warning != null && !timed) {
            problems.add("warning", warning.signal(), "needs a timeout before which it is sent");
        }
        if (warning != null && limits.wall() != null && warning.before().compareTo(limits.wall()) >= 0) {
            problems.add(
                    "warning",
                    warning.before(),
                    "must be shorter than the timeout of " + limits.wall().toMillis() / 1000.0
                            + " s, else it would be sent at the start");
        }
        if (limits.relative() != null && category == null) {
            problems.add("timeout", limits.relative(), "a share of a median needs a category");
        }
        if (omitAffinity && !(cpus instanceof CpuDemand.Share)) {
            problems.add("omitAffinity", true, "the job asks for CPUs of its own; leave out one of the two");
        }
        if (stdout == Output.toStdout()) {
            problems.add("stdout", "toStdout", "only stderr can follow stdout");
        }
        memory.check(problems);
        Job job = new Job(this);
        job.checkSilence(problems);
        problems.throwIfAny();
        return job;
    }
}
