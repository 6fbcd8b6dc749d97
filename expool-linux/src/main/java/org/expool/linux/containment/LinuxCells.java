package org.expool.linux.containment;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;
import org.expool.linux.kernel.LibC;
import org.expool.spi.Cell;
import org.expool.spi.ContainmentSession;
import org.expool.spi.PressureWatch;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The cells of a pool and their guard. Thread-safe. */
final class LinuxCells implements ContainmentSession {

    private static final Logger LOG = LoggerFactory.getLogger(LinuxCells.class);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);
    private static final long POLL_NANOS = 1_000_000;

    private final Map<Integer, LinuxCell> cells = new ConcurrentHashMap<>();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Marker marker;
    private final IntFunction<Enclosure> enclosures;
    private final @Nullable EscapeeReaper escapeeReaper;
    private final BooleanSupplier removeShared;
    private final Guard guard;
    private final boolean canFreeze;
    private final @Nullable CgroupMemory memory;
    private final Runnable onClosed;

    /**
     * No cells yet, of enclosures that can neither be frozen nor limited.
     *
     * @param marker the pool's
     * @param enclosures creates the enclosure of a slot
     * @param escapeeReaper kills processes that leave them; null if none can
     * @param removeShared removes what all cells share, after the last cell; false if it cannot
     */
    LinuxCells(
            Marker marker,
            IntFunction<Enclosure> enclosures,
            @Nullable EscapeeReaper escapeeReaper,
            BooleanSupplier removeShared,
            Guard guard) {
        this(marker, enclosures, escapeeReaper, removeShared, guard, false, null, () -> {});
    }

    private LinuxCells(
            Marker marker,
            IntFunction<Enclosure> enclosures,
            @Nullable EscapeeReaper escapeeReaper,
            BooleanSupplier removeShared,
            Guard guard,
            boolean canFreeze,
            @Nullable CgroupMemory memory,
            Runnable onClosed) {
        this.onClosed = onClosed;
        this.escapeeReaper = escapeeReaper;
        this.marker = marker;
        this.enclosures = enclosures;
        this.removeShared = removeShared;
        this.guard = guard;
        this.canFreeze = canFreeze;
        this.memory = memory;
    }

    /**
     * The same, for control groups.
     *
     * @param bases the parent groups of all cells; one may account for memory
     */
    LinuxCells ofGroups(List<Path> bases) {
        return new LinuxCells(
                marker,
                enclosures,
                escapeeReaper,
                removeShared,
                guard,
                true,
                CgroupMemory.find(bases, false),
                onClosed);
    }

    /** The same, after creating what all cells share; if that fails, everything is closed, also the guard. */
    LinuxCells prepared(Runnable makeShared) {
        try {
            makeShared.run();
            return this;
        } catch (RuntimeException | Error e) {
            try {
                close();
            } catch (UncheckedIOException alsoFailed) {
                e.addSuppressed(alsoFailed);
            }
            throw e;
        }
    }

    /** The same, with an action at the end of closing. */
    LinuxCells onClosed(Runnable onClosed) {
        return new LinuxCells(marker, enclosures, escapeeReaper, removeShared, guard, canFreeze, memory, onClosed);
    }

    @Override
    public Cell cell(int slot) {
        return cells.computeIfAbsent(
                slot,
                number -> new LinuxCell(
                        enclosures.apply(number),
                        escapeeReaper == null ? EscapeTracker.NONE : escapeeReaper.tracker(number),
                        marker.cell(number).variables()));
    }

    @Override
    public boolean limitMemory(long bytes) {
        return memory != null && memory.limit(bytes);
    }

    @Override
    public @Nullable PressureWatch watchMemory(long bytes, Runnable rising) {
        return memory == null ? null : memory.watch(bytes, rising);
    }

    @Override
    public boolean canFreeze() {
        return canFreeze;
    }

    @Override
    public boolean canReclaim() {
        return memory != null && memory.canReclaim();
    }

    @Override
    public void removeAtEnd(Path path) {
        guard.removeAtEnd(path);
    }

    Guard guard() {
        return guard;
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        try {
            if (escapeeReaper != null) {
                escapeeReaper.close();
            }
            if (removeAll() && removeShared.getAsBoolean()) {
                guard.close();
                return;
            }
            LOG.warn("processes of {} do not end; the guard continues to kill them", marker.mark());
        } catch (UncheckedIOException e) {
            LOG.warn("remaining processes of {} cannot be found; the guard continues to search", marker.mark(), e);
        } finally {
            cells.values().forEach(LinuxCell::close);
            guard.startCleanup(); // without effect after close()
            onClosed.run();
        }
    }

    /** All processes are killed before any is waited for, so that cells that cannot be emptied share one timeout. */
    private boolean removeAll() {
        long deadline = System.nanoTime() + CLOSE_TIMEOUT.toNanos();
        List<LinuxCell> busy = new ArrayList<>(cells.values());
        busy.removeIf(cell -> isRemoved(cell, Duration.ZERO));
        busy.removeIf(cell -> isRemoved(cell, Duration.ofNanos(deadline - System.nanoTime())));
        return killEscapees() && busy.isEmpty();
    }

    private boolean isRemoved(LinuxCell cell, Duration limit) {
        try {
            return cell.remove(limit);
        } catch (UncheckedIOException e) {
            LOG.warn("a cell of {} cannot be read", marker.mark(), e);
            return false;
        }
    }

    /** Kills processes that have left their cells, as root can leave a control group; false if some do not end. */
    private boolean killEscapees() {
        long deadline = System.nanoTime() + CLOSE_TIMEOUT.toNanos();
        while (marker.signal(LibC.SIGKILL)) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
        return true;
    }
}
