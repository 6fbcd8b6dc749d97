package org.expool.simulator.manual;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.expool.ExecPool;
import org.expool.InvalidSettingsException;
import org.expool.Job;
import org.expool.JobHandle;
import org.expool.JobResult;
import org.expool.MemorySize;
import org.expool.PoolCounts;
import org.expool.PoolSettings;
import org.expool.PoolSummary;
import org.expool.Problem;
import org.expool.ProviderChoice;
import org.expool.Shrink;
import org.expool.Task;
import org.expool.TaskHandle;
import org.expool.TaskSummary;
import org.expool.Unfinished;
import org.expool.core.discovery.ProviderCatalog;
import org.expool.core.memory.HeaviestFirstPolicy;
import org.expool.core.memory.LeastLostWorkPolicy;
import org.expool.core.pool.EnginePoolProvider;
import org.jspecify.annotations.Nullable;

/**
 * A pool for tests of programs that use one: the real engine, with simulated processes, and with a clock that only the
 * test moves. It starts no process, reads no clock and uses no thread, so a test with a timeout of ten hours takes
 * milliseconds and always gives the same.
 *
 * <p>Nothing happens while the program calls methods that return at once, such as {@link #submit}. What is due happens,
 * each thing at its exact time, when the test moves time ({@link #advance}, {@link #runUntilIdle}), asks for processes
 * ({@link #running}) or ends one, and when the program waits ({@link JobHandle#await}, {@link #run}, {@link #join},
 * {@link #clear}, {@link #close}): a wait moves time until it is over. If it never will be, because the only processes
 * left run until the test ends them, it throws an IllegalStateException that names the unfinished jobs and what each
 * waits for. Callbacks and listeners are called in between, on the same thread, one after the other.
 *
 * <p>Settings mean what they mean for a real pool. What needs a real host is refused: {@code closeOnShutdown},
 * {@code adoptOrphans}, binding to CPUs, and memory without {@link Builder#hostMemory}. The default number of workers
 * depends on the host, so tests should set one. Not thread-safe: confined to the thread that builds it.
 */
public final class ManualPool implements ExecPool {

    private static final int NAMED = 20;

    private final PoolSettings settings;
    private final ManualRuntime runtime;
    private final ManualLauncher processes;
    private final ExecPool pool;

    private ManualPool(Builder builder) {
        settings = builder.settings;
        runtime = new ManualRuntime(builder.start, builder.cpus);
        processes = new ManualLauncher(runtime, builder.script);
        ProviderCatalog catalog = ProviderCatalog.of(List.of(
                processes,
                new ManualMemory(processes, builder.hostMemory),
                new LeastLostWorkPolicy(),
                new HeaviestFirstPolicy()));
        pool = new EnginePoolProvider(catalog, name -> runtime).create(settings);
        runtime.describeBy(this::describeUnfinished);
    }

    /** A pool whose processes run until the test ends them. */
    public static ManualPool of(PoolSettings settings) {
        return builder(settings).build();
    }

    /**
     * Starts from a pool whose processes run until the test ends them, on a host with one CPU and unknown memory.
     *
     * @param settings those of a real pool: {@code ExecPool.builder().workers(2).settings()}
     */
    public static Builder builder(PoolSettings settings) {
        return new Builder(settings);
    }

    /** A clock that shows the time of this pool, for the program under test. */
    public Clock clock() {
        InstantSource time = runtime::now;
        return time.withZone(ZoneOffset.UTC);
    }

    /**
     * Moves time by this much, and does on the way all that falls due, each at its exact time; with zero, what is due now.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public void advance(Duration time) {
        if (time.isNegative()) {
            throw new IllegalArgumentException("advance " + time + ": time does not go back");
        }
        runtime.advance(time);
    }

    /** Moves time until nothing more will happen unless the test brings it about; perhaps not at all. */
    public void runUntilIdle() {
        runtime.runUntilIdle();
    }

    /** The processes that run, in the order of their starts, after all that is due has happened. */
    public List<ManualProcess> running() {
        runtime.settleUnlessInside();
        return processes.running();
    }

    /**
     * The only running process of a job.
     *
     * @throws IllegalStateException if none or several run for jobs of this name
     */
    public ManualProcess process(String job) {
        List<ManualProcess> found = new ArrayList<>(running());
        found.removeIf(process -> !process.job().name().equals(job));
        if (found.size() != 1) {
            throw new IllegalStateException(
                    found.size() + " processes of jobs '" + job + "' run; running are " + running());
        }
        return found.get(0);
    }

    private String describeUnfinished() {
        List<String> texts = new ArrayList<>();
        describe(pool.unfinished(), texts);
        int more = texts.size() - NAMED;
        return texts.isEmpty()
                ? "nothing"
                : String.join("; ", texts.subList(0, Math.min(NAMED, texts.size())))
                        + (more > 0 ? "; and " + more + " more" : "");
    }

    private void describe(List<Unfinished> unfinished, List<String> texts) {
        for (Unfinished each : unfinished) {
            if (each instanceof Unfinished.ActiveJob job) {
                texts.add("job '" + job.name() + "' (" + job.id() + ") " + describe(job));
            } else if (each instanceof Unfinished.ActiveTask task) {
                if (task.members().isEmpty()) {
                    texts.add("task '" + task.name() + "' waits to be closed");
                }
                describe(task.members(), texts);
            }
        }
    }

    private String describe(Unfinished.ActiveJob job) {
        return switch (job.state()) {
            case QUEUED ->
                isPaused()
                        ? "waits for the pool to be resumed"
                        : job.why() == null ? "waits for a worker or its resources" : "waits: " + job.reason();
            case BLOCKED -> "waits for its prerequisites " + job.job().after();
            case BACKING_OFF -> "waits for its next attempt";
            case WAITING_FOR_TASK -> "waits for the onStart of its task to return";
            case STARTING -> "waits for its onStart to return";
            case RUNNING ->
                processes.running().stream().anyMatch(process -> process.id() == job.id() && process.isFrozen())
                        ? "is frozen"
                        : "runs until the test ends its process, attempt " + job.attempt();
            case ENDING -> "is being terminated";
            case SETTLING -> "waits for its callbacks to return";
        };
    }

    @Override
    public PoolSettings settings() {
        return settings;
    }

    @Override
    public List<ProviderChoice> providers() {
        return pool.providers();
    }

    @Override
    public JobHandle submit(Job job) {
        return pool.submit(job);
    }

    @Override
    public List<JobHandle> submitAll(List<Task> tasks, List<Job> jobs) {
        return pool.submitAll(tasks, jobs);
    }

    @Override
    public TaskHandle task(Task task) {
        return pool.task(task);
    }

    @Override
    public List<Unfinished> unfinished() {
        return pool.unfinished();
    }

    @Override
    public boolean join() throws InterruptedException {
        return pool.join();
    }

    @Override
    public boolean join(Duration timeout) throws InterruptedException {
        return pool.join(timeout);
    }

    @Override
    public void cancelAll(String reason) {
        pool.cancelAll(reason);
    }

    @Override
    public void killAll(String reason) {
        pool.killAll(reason);
    }

    @Override
    public void pause() {
        pool.pause();
    }

    @Override
    public void resume() {
        pool.resume();
    }

    @Override
    public void freeze() {
        pool.freeze();
    }

    @Override
    public void thaw() {
        pool.thaw();
    }

    @Override
    public boolean isPaused() {
        return pool.isPaused();
    }

    @Override
    public void clear() throws InterruptedException {
        pool.clear();
    }

    @Override
    public int workers() {
        return pool.workers();
    }

    @Override
    public void resize(int count, Shrink surplus) {
        pool.resize(count, surplus);
    }

    @Override
    public List<JobResult> failures() {
        return pool.failures();
    }

    @Override
    public List<TaskSummary> tasks() {
        return pool.tasks();
    }

    @Override
    public PoolCounts counts() {
        return pool.counts();
    }

    @Override
    public PoolSummary summary() {
        return pool.summary();
    }

    @Override
    public void close() {
        pool.close();
    }

    /** Builds a {@link ManualPool}. Not thread-safe. */
    public static final class Builder {

        private final PoolSettings settings;
        private Consumer<ManualProcess> script = process -> {};
        private Instant start = Instant.parse("2000-01-01T00:00:00Z");
        private int cpus = 1;
        private @Nullable MemorySize hostMemory;

        private Builder(PoolSettings settings) {
            this.settings = settings;
        }

        /**
         * Sets what processes do.
         *
         * @param script called with each process when it starts: {@code process -> process.exitAfter(Duration.ofMinutes(3), 0)}
         */
        public Builder processes(Consumer<ManualProcess> script) {
            this.script = script;
            return this;
        }

        /** Sets the time at which the pool is built; 2000-01-01T00:00:00Z by default. */
        public Builder startAt(Instant time) {
            this.start = time;
            return this;
        }

        /**
         * Sets how many CPUs one process can use, which the pool knows when it watches CPU time; 1 by default.
         *
         * @throws IllegalArgumentException if it is below 1
         */
        public Builder cpus(int count) {
            if (count < 1) {
                throw new IllegalArgumentException("cpus " + count + ": must be at least 1");
            }
            this.cpus = count;
            return this;
        }

        /**
         * Sets the memory that processes may use together; the pool then samples and balances it. Without it no memory is
         * sampled, and memory limits are refused.
         */
        public Builder hostMemory(MemorySize total) {
            this.hostMemory = total;
            return this;
        }

        /**
         * Builds the pool; the caller closes it.
         *
         * @throws InvalidSettingsException with every setting that needs a real host
         * @throws org.expool.ProviderMissingException if the pool binds workers to CPUs or limits memory without
         *     {@link #hostMemory}, or a provider is asked for by name
         */
        public ManualPool build() {
            List<Problem> problems = new ArrayList<>();
            refuse("closeOnShutdown", settings.closeOnShutdown(), problems);
            refuse("adoptOrphans", settings.adoptOrphans(), problems);
            if (!problems.isEmpty()) {
                throw new InvalidSettingsException("manual pool '" + settings.name() + "'", problems);
            }
            return new ManualPool(this);
        }

        private static void refuse(String setting, boolean set, List<Problem> problems) {
            if (set) {
                problems.add(new Problem(setting, "true", "concerns real processes, and a manual pool has none"));
            }
        }
    }
}
