package org.expool.linux.containment;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.expool.Signal;
import org.expool.spi.Cell;
import org.expool.spi.CellStatistics;
import org.expool.spi.LaunchStep;
import org.jspecify.annotations.Nullable;

/**
 * An enclosure whose processes are marked as well: a privileged process can leave a control group, which the kernel
 * allows, but that takes the mark along. Thread-safe.
 */
final class LinuxCell implements Cell {

    private static final long FIRST_PAUSE = 50_000;
    private static final long LONGEST_PAUSE = 10_000_000;

    /** After so many looks the enclosure is killed again: something was born meanwhile. */
    private static final int LOOKS = 4;

    private final Enclosure enclosure;
    private final Marker marker;
    private final Map<String, String> variables;

    LinuxCell(Enclosure enclosure, Marker marker) {
        this.enclosure = enclosure;
        this.marker = marker;
        this.variables = marker.variables();
    }

    @Override
    public Map<String, String> variables() {
        return variables;
    }

    @Override
    public boolean limitMemory(long bytes) {
        GroupMemory memory = enclosure.memory();
        return memory != null && memory.limit(bytes);
    }

    @Override
    public @Nullable Path memoryGroup() {
        GroupMemory memory = enclosure.memory();
        return memory == null ? null : memory.folder();
    }

    @Override
    public boolean reclaim(long bytes) {
        GroupMemory memory = enclosure.memory();
        if (memory == null || !memory.canReclaim()) {
            return false;
        }
        memory.reclaim(bytes);
        return true;
    }

    @Override
    public LaunchStep enter() {
        return enclosure.enter();
    }

    @Override
    public void signal(Signal signal) {
        enclosure.signal(signal.number());
        if (signal != Signal.KILL) {
            enclosure.signal(Kernel.SIGCONT);
        }
    }

    @Override
    public boolean kill(Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        int round = 0;
        boolean strayed;
        do {
            enclosure.kill(round++);
            awaitEmpty(deadline);
            strayed = marker.signal(Kernel.SIGKILL);
        } while ((strayed || !enclosure.isEmpty()) && System.nanoTime() < deadline);
        return !strayed && enclosure.isEmpty();
    }

    private void awaitEmpty(long deadline) {
        long pause = FIRST_PAUSE;
        for (int look = 0; look < LOOKS && !enclosure.isEmpty() && System.nanoTime() < deadline; look++) {
            LockSupport.parkNanos(pause);
            pause = Math.min(2 * pause, LONGEST_PAUSE);
        }
    }

    @Override
    public boolean freeze() {
        return enclosure.freeze();
    }

    @Override
    public void thaw() {
        enclosure.thaw();
    }

    @Override
    public boolean isEmpty() {
        return enclosure.isEmpty();
    }

    @Override
    public CellStatistics statistics() {
        return enclosure.statistics();
    }

    /** Ends what is in and takes the cell down; false if something hangs. */
    boolean close(Duration limit) {
        return (enclosure.isEmpty() || kill(limit)) && enclosure.remove();
    }
}
