package org.expool.linux.containment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.expool.linux.proc.PoolId;
import org.expool.linux.proc.Procfs;
import org.expool.spi.CellStatistics;
import org.expool.spi.LaunchStep;
import org.expool.spi.StartRefusedException;
import org.expool.testkit.NoLeaks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Opening and closing with faults. */
@ExtendWith(NoLeaks.class)
class LinuxCellsTest {

    private final Marker marker = Marker.ofPool(PoolId.next(procfs()), procfs(), null);
    private final AtomicInteger removed = new AtomicInteger();
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger killed = new AtomicInteger();
    private final AtomicInteger ended = new AtomicInteger();
    private final Guard guard = new Guard("test", marker.mark(), List.of());
    private final LinuxCells cells = new LinuxCells(
                    marker,
                    slot -> {
                        throw new AssertionError("no cell is requested");
                    },
                    new EscapeeReaper("test", marker, procfs()),
                    () -> removed.incrementAndGet() > 0,
                    guard)
            .onClosed(ended::incrementAndGet);

    private static Procfs procfs() {
        return new Procfs(Path.of("/proc"));
    }

    @Test
    void nothingIsLeftWhereTheyCannotBePrepared() {
        ProcessHandle process = ProcessHandle.of(guard.pid()).orElseThrow();
        StartRefusedException refused = new StartRefusedException("no group", null);
        assertThatThrownBy(() -> cells.prepared(() -> {
                    throw refused;
                }))
                .isSameAs(refused);
        assertThat(removed).hasValue(1);
        assertThat(ended).hasValue(1);
        assertThat(process.isAlive()).isFalse();
    }

    @Test
    void theCloseActionRunsAlsoWhenGroupsCannotBeRemoved() {
        LinuxCells busy =
                new LinuxCells(marker, slot -> null, null, () -> false, guard).onClosed(ended::incrementAndGet);
        busy.prepared(() -> {}).close();
        assertThat(ended).hasValue(1);
    }

    /** Its descriptors are counted until they are closed. */
    private abstract class StubEnclosure implements Enclosure {

        private boolean isOpen = true;

        StubEnclosure() {
            open.incrementAndGet();
        }

        @Override
        public LaunchStep enter() {
            throw new StartRefusedException("not needed", null);
        }

        @Override
        public void signal(int... numbers) {}

        @Override
        public void kill(int round) {
            killed.incrementAndGet();
        }

        @Override
        public boolean freeze() {
            return false;
        }

        @Override
        public void thaw() {}

        @Override
        public CellStatistics statistics() {
            return CellStatistics.unknown();
        }

        @Override
        public boolean remove() {
            removed.incrementAndGet();
            return true;
        }

        @Override
        public void close() {
            if (isOpen) {
                isOpen = false;
                open.decrementAndGet();
            }
        }
    }

    private void close(Supplier<Enclosure> enclosures, int count) {
        LinuxCells some = new LinuxCells(marker, slot -> enclosures.get(), null, () -> true, guard);
        for (int slot = 0; slot < count; slot++) {
            some.cell(slot);
        }
        assertThat(open).hasValue(count);
        some.close();
    }

    @Test
    void descriptorsOfCellsThatCannotBeReadAreClosed() {
        close(
                () -> new StubEnclosure() {
                    @Override
                    public boolean isEmpty() {
                        throw new UncheckedIOException(new IOException("thrown by a test"));
                    }
                },
                2);
        assertThat(removed).hasValue(0);
        assertThat(open).hasValue(0);
    }

    /** Here a process ends only when those of all other cells have been killed as well. */
    @Test
    void allCellsAreKilledBeforeOneIsWaitedFor() {
        close(
                () -> new StubEnclosure() {
                    @Override
                    public boolean isEmpty() {
                        return killed.get() >= 3;
                    }
                },
                3);
        assertThat(killed).hasValue(3);
        assertThat(removed).hasValue(3);
        assertThat(open).hasValue(0);
    }
}
