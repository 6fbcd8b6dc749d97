package org.expool.linux.containment;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
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
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final long BETWEEN_LOOKS = 1_000_000;

    private final Map<Integer, LinuxCell> cells = new ConcurrentHashMap<>();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Marker marker;
    private final IntFunction<Enclosure> enclosures;
    private final @Nullable EscapeeReaper sweeper;
    private final BooleanSupplier remove;
    private final Guard guard;
    private final boolean freezes;
    private final @Nullable GroupMemory memory;
    private final Runnable last;

    /**
     * None yet, of enclosures that can neither be frozen nor limited.
     *
     * @param marker the pool's
     * @param enclosures makes that of a slot
     * @param sweeper looks after those that can leave them; null if none can
     * @param remove takes down what all have in common, when none is left; false if something is in the way
     */
    LinuxCells(
            Marker marker,
            IntFunction<Enclosure> enclosures,
            @Nullable EscapeeReaper sweeper,
            BooleanSupplier remove,
            Guard guard) {
        this(marker, enclosures, sweeper, remove, guard, false, null, () -> {});
    }

    private LinuxCells(
            Marker marker,
            IntFunction<Enclosure> enclosures,
            @Nullable EscapeeReaper sweeper,
            BooleanSupplier remove,
            Guard guard,
            boolean freezes,
            @Nullable GroupMemory memory,
            Runnable last) {
        this.last = last;
        this.sweeper = sweeper;
        this.marker = marker;
        this.enclosures = enclosures;
        this.remove = remove;
        this.guard = guard;
        this.freezes = freezes;
        this.memory = memory;
    }

    /**
     * The same, of control groups.
     *
     * @param bases the groups above all cells, one of which may account for memory
     */
    LinuxCells ofGroups(List<Path> bases) {
        return new LinuxCells(marker, enclosures, sweeper, remove, guard, true, GroupMemory.find(bases, false), last);
    }

    /** The same, once what all cells have in common is made; if that cannot be, all is closed, the guard too. */
    LinuxCells prepared(Runnable making) {
        try {
            making.run();
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

    /** The same, but closing it ends with this. */
    LinuxCells endingWith(Runnable last) {
        return new LinuxCells(marker, enclosures, sweeper, remove, guard, freezes, memory, last);
    }

    @Override
    public Cell cell(int slot) {
        return cells.computeIfAbsent(
                slot,
                number -> new LinuxCell(
                        enclosures.apply(number),
                        sweeper == null ? EscapeTracker.NOWHERE : sweeper.outside(number),
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
        return freezes;
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
            if (sweeper != null) {
                sweeper.close();
            }
            if (endAll() && remove.getAsBoolean()) {
                guard.close();
                return;
            }
            LOG.warn("processes of {} do not end; the guard waits for them", marker.mark());
        } catch (UncheckedIOException e) {
            LOG.warn("what is left of {} cannot be looked for; the guard sees to it", marker.mark(), e);
        } finally {
            guard.leaveTheRest(); // without effect where it was closed
            last.run();
        }
    }

    private boolean endAll() {
        boolean clean = true;
        for (LinuxCell cell : cells.values()) {
            clean &= isClosed(cell);
        }
        return endStrays() && clean;
    }

    private boolean isClosed(LinuxCell cell) {
        try {
            return cell.close(PATIENCE);
        } catch (UncheckedIOException e) {
            LOG.warn("a cell of {} cannot be looked into", marker.mark(), e);
            return false;
        }
    }

    /** Ends those that have left their cells, as root can leave a control group; false if some do not end. */
    private boolean endStrays() {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (marker.signal(LibC.SIGKILL)) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            LockSupport.parkNanos(BETWEEN_LOOKS);
        }
        return true;
    }
}
