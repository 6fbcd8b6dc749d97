package org.expool.core.pool;

import java.io.IOException;
import java.lang.System.Logger;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import org.expool.InvalidSettingsException;
import org.expool.MemoryLimit;
import org.expool.MemorySize;
import org.expool.PoolMemory;
import org.expool.PoolSettings;
import org.expool.Problem;
import org.expool.ProviderMissingException;
import org.expool.core.discovery.Selection;
import org.expool.core.memory.LeastLostWorkPolicy;
import org.expool.core.memory.MemorySettings;
import org.expool.core.memory.QueueOrder;
import org.expool.core.memory.RecordedRun;
import org.expool.core.schedule.Event;
import org.expool.spi.ContainmentSession;
import org.expool.spi.LaunchSession;
import org.expool.spi.MemorySampler;
import org.expool.spi.PressureWatch;
import org.expool.spi.TerminationPolicy;
import org.expool.spi.support.Uninterruptibly;
import org.jspecify.annotations.Nullable;

/**
 * What a pool needs to sample and to balance memory; each part is absent where it is unavailable or not wanted. Made
 * before the pool's thread starts, and closed when it has ended.
 */
final class MemorySubsystem implements AutoCloseable {

    private static final Logger LOG = System.getLogger(MemorySubsystem.class.getName());

    private final @Nullable MemorySampler sampler;
    private final @Nullable MemoryWatch watch;
    private final @Nullable MemorySettings settings;
    private final @Nullable History history;
    private final List<RecordedRun> learned;
    private final @Nullable ExecutorService sampling;
    private final @Nullable ContainmentSession cells;
    private final List<PressureWatch> alarms = new ArrayList<>(2);

    private MemorySubsystem(
            @Nullable MemorySampler sampler,
            @Nullable MemoryWatch watch,
            @Nullable MemorySettings settings,
            @Nullable History history,
            List<RecordedRun> learned,
            @Nullable ExecutorService sampling,
            @Nullable ContainmentSession cells) {
        this.sampler = sampler;
        this.watch = watch;
        this.settings = settings;
        this.history = history;
        this.learned = learned;
        this.sampling = sampling;
        this.cells = cells;
    }

    /**
     * Opens what is available.
     *
     * @param slow runs work that may block
     * @param publisher is told what does not work later
     * @throws ProviderMissingException if a limit is asked for and there is no memory sampler
     * @throws InvalidSettingsException if the history cannot be read, or the limit leaves nothing for jobs
     */
    static MemorySubsystem open(
            PoolSettings pool,
            Selection<MemorySampler> sampler,
            @Nullable TerminationPolicy policy,
            PoolRuntime runtime,
            Executor slow,
            Publisher publisher,
            boolean freezes,
            @Nullable ContainmentSession cells) {
        PoolMemory memory = pool.memory();
        MemorySampler provider = sampler.provider();
        if (provider == null) {
            refuseLimit(pool, sampler);
            return new MemorySubsystem(null, null, null, null, List.of(), null, null);
        }
        History history = memory.history() == null ? null : new History(memory.history(), slow, publisher);
        List<RecordedRun> learned = history == null ? List.of() : load(pool, history);
        MemoryWatch watch = new MemoryWatch(provider.open(), memory, publisher);
        try {
            return new MemorySubsystem(
                    provider,
                    watch,
                    memory.isBalanced() ? settings(pool, watch, policy, freezes, cells) : null,
                    history,
                    learned,
                    runtime.serial("memory"),
                    cells);
        } catch (RuntimeException | Error e) { // no caller has it yet
            watch.close();
            throw e;
        }
    }

    private static void refuseLimit(PoolSettings pool, Selection<MemorySampler> sampler) {
        PoolMemory memory = pool.memory();
        boolean required = memory.history() != null
                || memory.reserve() != null
                || (memory.isBalanced() && memory.limit() != MemoryLimit.available());
        if (required) {
            throw new ProviderMissingException("the pool '" + pool.name() + "' cannot balance memory (limit: "
                    + memory.limit() + "): " + sampler.reasons()
                    + "; expool-linux brings a MemorySampler for Linux, expool-mem-oshi one for other systems");
        }
    }

    private static List<RecordedRun> load(PoolSettings pool, History history) {
        try {
            return history.load();
        } catch (IOException e) {
            throw new InvalidSettingsException(
                    "pool '" + pool.name() + "'",
                    List.of(new Problem(
                            "history",
                            String.valueOf(pool.memory().history()),
                            "cannot be read: " + e + "; name another file, which need not exist yet")));
        }
    }

    private static MemorySettings settings(
            PoolSettings pool,
            MemoryWatch watch,
            @Nullable TerminationPolicy policy,
            boolean freezes,
            @Nullable ContainmentSession cells) {
        PoolMemory memory = pool.memory();
        long total = watch.host().totalBytes();
        long limit = memory.limit().bytes(total);
        if (memory.limit() != MemoryLimit.available()) {
            requireRoom(pool, limit, watch.own());
        }
        return new MemorySettings(
                limit,
                memory.reserveBytes(total),
                policy == null ? new LeastLostWorkPolicy() : policy,
                limit == Long.MAX_VALUE ? QueueOrder.AREA : QueueOrder.LARGEST, // without a limit no worker has a share
                freezes,
                cells != null && cells.canReclaim(),
                cells != null && limit != Long.MAX_VALUE && cells.limitMemory(MemorySettings.kernelLimit(limit)));
    }

    private static void requireRoom(PoolSettings pool, long limit, long own) {
        if (limit <= own) {
            throw new InvalidSettingsException(
                    "pool '" + pool.name() + "'",
                    List.of(new Problem(
                            "memoryLimit",
                            String.valueOf(pool.memory().limit()),
                            "leaves nothing for jobs, as this process itself uses " + MemorySize.ofBytes(own)
                                    + " and counts towards it; allow more than that")));
        }
    }

    /** How memory is balanced; null if it is not. */
    @Nullable
    MemorySettings settings() {
        return settings;
    }

    @Nullable
    MemoryWatch watch() {
        return watch;
    }

    @Nullable
    History history() {
        return history;
    }

    /** Begins to send events to the engine: first the present memory and the history, later each shortage. */
    void begin(EventSink engine, LaunchSession processes) {
        if (settings != null && watch != null) {
            engine.send(watch.sample(List.of(), processes));
        }
        if (!learned.isEmpty()) {
            engine.send(new Event.HistoryLoaded(learned));
        }
        if (settings != null && sampler != null) {
            Runnable shortage = () -> engine.send(new Event.Pressure());
            keep(sampler.watchPressure(shortage));
            if (cells != null && settings.kernelEnforced()) {
                keep(cells.watchMemory(settings.limitBytes(), shortage));
            }
        }
    }

    private void keep(@Nullable PressureWatch alarm) {
        if (alarm != null) {
            alarms.add(alarm);
        }
    }

    /** Runs something on the sampling thread; ignored without a memory sampler. */
    void sample(Runnable work) {
        if (sampling != null) {
            sampling.execute(work);
        }
    }

    /** Called when no more samples are asked for. */
    @Override
    public void close() {
        try (watch) {
            alarms.forEach(MemorySubsystem::close);
            if (sampling != null) {
                Uninterruptibly.shutDown(sampling);
            }
        }
    }

    private static void close(PressureWatch alarm) {
        try {
            alarm.close();
        } catch (RuntimeException e) { // a provider's fault
            UserCodeErrors.log(LOG, "a watch for memory pressure could not be closed", e);
        }
    }
}
