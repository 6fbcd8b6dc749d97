package org.expool.linux.containment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.expool.linux.proc.PoolId;
import org.expool.linux.proc.Procfs;
import org.expool.spi.StartRefusedException;
import org.expool.testkit.NoLeaks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Opening and closing with faults. */
@ExtendWith(NoLeaks.class)
class LinuxCellsTest {

    private final Marker marker = Marker.ofPool(PoolId.next(procfs()), procfs(), null);
    private final AtomicInteger removed = new AtomicInteger();
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
}
