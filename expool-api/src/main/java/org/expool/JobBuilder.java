package org.expool;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Builds a {@link Job}; {@link #build} reports every problem at once. Not thread-safe. */
public final class JobBuilder implements Cloneable {

    /** Enough for any job that can finish within its timeout at all. */
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

    /** A copy. Shallow, as all settings are immutable values. */
    JobBuilder copy() {
        try {
            return (JobBuilder) super.clone();
        } catch (CloneNotSupportedException e) {
            throw new AssertionError(e);
        }
    }

    /** Sets the working directory, relative to the current directory of this process, which is the default. */
    public JobBuilder workdir(Path directory) {
        this.workdir = directory;
        return this;
    }

    /** Sets environment variables, added to those of the pool ({@link Environment#adding}) or instead of them ({@link
     * Environment#only}). */
    public JobBuilder environment(Environment variables) {
        this.environment = variables;
        return this;
    }

    /** Sets the standard input; {@code /dev/null} by default. */
    public JobBuilder stdin(Input source) {
        this.stdin = source;
        return this;
    }

    /** Sets the destination of standard output; by default that of the task, else that of this process. */
    public JobBuilder stdout(Output destination) {
        this.stdout = destination;
        return this;
    }

    /** Sets the destination of standard error; by default that of the task, else that of this process. */
    public JobBuilder stderr(Output destination) {
        this.stderr = destination;
        return this;
    }

    /**
     * Terminates an attempt that has run for this long, measured from the start of its process; callbacks do not count.
     *
     * @param limit longer than zero
     */
    public JobBuilder timeout(Duration limit) {
        this.limits = limits.wall(limit);
        return this;
    }

    /**
     * Terminates an attempt that has run for a multiple of the median run time of the successful jobs of its category in this
     * pool; without effect until there is one. Together with {@link #timeout}, the shorter applies.
     *
     * @param share above 0; 2 for twice the median
     */
    public JobBuilder relativeTimeout(double share) {
        this.limits = limits.relative(share);
        return this;
    }

    /**
     * Terminates an attempt whose processes together have used this much CPU time, as far as the pool can measure it.
     *
     * @param limit longer than zero
     */
    public JobBuilder cpuTimeout(Duration limit) {
        this.limits = limits.cpu(limit);
        return this;
    }

    /**
     * Terminates an attempt that has not written output for this long. Needs outputs that the pool can watch: files, or outputs
     * that are captured, grouped or discarded, but not both discarded.
     *
     * @param limit longer than zero
     */
    public JobBuilder silenceTimeout(Duration limit) {
        this.limits = limits.silence(limit);
        return this;
    }

    /**
     * Ends the job as timed-out if it has waited this long for its first start.
     *
     * @param limit longer than zero
     */
    public JobBuilder queueTimeout(Duration limit) {
        this.limits = limits.queue(limit);
        return this;
    }

    /** Sends a signal some time before the timeout, which is then required. */
    public JobBuilder warning(Warning before) {
        this.warning = before;
        return this;
    }

    /** Sets the signals that terminate the job; by default SIGTERM and, after the pool's grace, SIGKILL. */
    public JobBuilder stop(StopSequence sequence) {
        this.stop = sequence;
        return this;
    }

    /**
     * Starts another attempt at once after one that reached the timeout, ahead of waiting jobs of its priority, up to
     * {@link #maxRestarts} times. Such a job never causes chaining. Default: false.
     */
    public JobBuilder restartOnTimeout(boolean restart) {
        this.restartOnTimeout = restart;
        return this;
    }

    /**
     * Limits how many times {@link #restartOnTimeout} applies.
     *
     * @param count not negative; 100 by default
     */
    public JobBuilder maxRestarts(int count) {
        this.maxRestarts = count;
        return this;
    }

    /** Sets when the job is retried after a failure; never by default. */
    public JobBuilder retry(Retry policy) {
        this.retry = policy;
        return this;
    }

    /**
     * Starts the job before waiting jobs of a lower priority. Running jobs are not affected.
     *
     * @param rank any number; 0 by default
     */
    public JobBuilder priority(int rank) {
        this.priority = rank;
        return this;
    }

    /**
     * Starts the job only when all jobs and tasks of these names have succeeded: those of this round that were submitted
     * before, or in the same {@link ExecPool#submitAll}. If one of them does not succeed, this job is not started. It does not
     * wait for callbacks of other jobs. The pool remembers the names of the last 100,000 jobs that ended in a round.
     */
    public JobBuilder after(String... names) {
        this.after = List.of(names);
        return this;
    }

    /**
     * Sets the units of the pool's resources that the job occupies from its onStart to its end, by resource name.
     *
     * @param units each at least 1 and at most what the pool has, which is checked on submission
     */
    public JobBuilder resources(Map<String, Integer> units) {
        this.resources = Map.copyOf(units);
        return this;
    }

    /**
     * Starts no other job for this long after the start of this job's process; exits, timeouts and callbacks are handled
     * meanwhile. For programs with a heavy start.
     *
     * @param delay not negative
     */
    public JobBuilder startDelay(Duration delay) {
        this.startDelay = delay;
        return this;
    }

    /** Sets the task to which the job belongs. */
    public JobBuilder task(Task owner) {
        this.task = owner;
        return this;
    }

    /**
     * Sets a callback that runs before each attempt, on a thread of the pool. Only this job waits for it; it occupies its
     * worker meanwhile, but for no longer than 20 ms. If the callback throws, the job is not started.
     */
    public JobBuilder onStart(Consumer<JobStart> callback) {
        this.onStart = callback;
        return this;
    }

    /** Sets a callback that runs once if the job succeeded, before {@link #onFinish} and before the handle completes. */
    public JobBuilder onDone(Consumer<JobResult> callback) {
        this.onDone = callback;
        return this;
    }

    /** Sets a callback that runs once when the job has ended, also without a start; before the handle completes. */
    public JobBuilder onFinish(Consumer<JobResult> callback) {
        this.onFinish = callback;
        return this;
    }

    /** Sets the user's labels, merged over those of the task. The pool does not interpret them. */
    public JobBuilder params(Map<String, String> labels) {
        this.params = Map.copyOf(labels);
        return this;
    }

    /** Sets the name of a group of jobs with similar run time and memory. */
    public JobBuilder category(String label) {
        this.category = label;
        return this;
    }

    /**
     * Sets the relative complexity within the category, typically the size of the input.
     *
     * @param complexity finite and not negative; 0, the default, if unknown
     */
    public JobBuilder size(double complexity) {
        this.size = complexity;
        return this;
    }

    /**
     * Sets the ratio of its run time to that of jobs of its category and size.
     *
     * @param ratio finite and above 0; 1, the default, for no difference
     */
    public JobBuilder slowdown(double ratio) {
        this.slowdown = ratio;
        return this;
    }

    /**
     * Sets the CPUs that the job occupies exclusively from its onStart to its end. A job that needs many CPUs waits until they
     * are free, and no later job gets them first.
     *
     * @param demand at most what this process may use of a NUMA node, which is checked on submission; by default the
     *     worker's {@linkplain CpuDemand.Share share}
     */
    public JobBuilder cpus(CpuDemand demand) {
        this.cpus = demand;
        return this;
    }

    /** Runs the job on any CPU, regardless of the pool's CPU affinity. Default: false. */
    public JobBuilder omitAffinity(boolean omit) {
        this.omitAffinity = omit;
        return this;
    }

    /**
     * Declares the peak memory of the job. The pool uses it until enough jobs of its category have been measured.
     *
     * @param expected more than zero, at most {@link #memoryLimit}
     */
    public JobBuilder memory(MemorySize expected) {
        this.memory = memory.expecting(expected);
        return this;
    }

    /** Never replaces {@link #memory}, which is then required, by a learned value. Default: false. */
    public JobBuilder memoryFixed(boolean fixed) {
        this.memory = memory.fixed(fixed);
        return this;
    }

    /**
     * Terminates an attempt that uses more. The job then ends with {@link Outcome.MemoryExceeded} and ends its relatives
     * ({@link PoolBuilder#chaining}). Enforced by the kernel if the pool's cells support it, else by samples, between which a job
     * may use more.
     *
     * @param limit more than zero; none by default
     */
    public JobBuilder memoryLimit(MemorySize limit) {
        this.memory = memory.limited(limit);
        return this;
    }

    /** Starts the job again with a larger limit when it has exceeded {@link #memoryLimit}, which is then required. */
    public JobBuilder memoryRetry(MemoryRetry policy) {
        this.memory = memory.retrying(policy);
        return this;
    }

    /** Sets which processes are counted; the pool's setting by default. */
    public JobBuilder memoryKind(MemoryKind kind) {
        this.memory = memory.counting(kind);
        return this;
    }

    /** Sets which memory of a process is counted; the pool's setting by default. */
    public JobBuilder memoryMeasure(MemoryMeasure measure) {
        this.memory = memory.measuring(measure);
        return this;
    }

    /**
     * Builds the job.
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
                problems.add("resources." + resource, units, "must be at least 1; omit it for none");
            }
        });
        if (maxRestarts < 0) {
            problems.add("maxRestarts", maxRestarts, "must not be negative");
        }
        if (!(size >= 0 && Double.isFinite(size))) {
            problems.add("size", size, "must be finite and not negative; 0 if unknown");
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
                            + " s; otherwise it would be sent at the start");
        }
        if (limits.relative() != null && category == null) {
            problems.add("timeout", limits.relative(), "a timeout relative to a median needs a category");
        }
        if (omitAffinity && !(cpus instanceof CpuDemand.Share)) {
            problems.add("omitAffinity", true, "the job has a demand for CPUs; omit one of the two");
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
