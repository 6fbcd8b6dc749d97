package org.expool.linux.containment;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.expool.PeakMemory;
import org.expool.Signal;
import org.expool.linux.kernel.LibC;
import org.expool.spi.Cell;
import org.expool.spi.CellStatistics;
import org.expool.spi.LaunchStep;
import org.expool.spi.StartRefusedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An enclosure and a tracker of the processes that leave it. Thread-safe. */
final class LinuxCell implements Cell {

    private static final Logger LOG = LoggerFactory.getLogger(LinuxCell.class);
    private static final long FIRST_PAUSE = 50_000;
    private static final long LONGEST_PAUSE = 10_000_000;

    /** After so many polls the enclosure is killed again: a process was forked meanwhile. */
    private static final int POLLS_PER_ROUND = 4;

    private final Enclosure enclosure;
    private final EscapeTracker escapees;
    private final Map<String, String> variables;

    /**
     * Empty.
     *
     * @param variables that each process in it must have
     */
    LinuxCell(Enclosure enclosure, EscapeTracker escapees, Map<String, String> variables) {
        this.enclosure = enclosure;
        this.escapees = escapees;
        this.variables = variables;
    }

    @Override
    public Map<String, String> variables() {
        return variables;
    }

    @Override
    public boolean limitMemory(long bytes) {
        CgroupMemory memory = enclosure.memory();
        return memory != null && memory.limit(bytes);
    }

    @Override
    public @Nullable Path memoryGroup() {
        CgroupMemory memory = enclosure.memory();
        return memory == null ? null : memory.folder();
    }

    @Override
    public boolean reclaim(long bytes) {
        CgroupMemory memory = enclosure.memory();
        if (memory == null || !memory.canReclaim()) {
            return false;
        }
        memory.reclaim(bytes);
        return true;
    }

    @Override
    public LaunchStep enter() {
        try {
            return escapees.track(enclosure.enter());
        } catch (UncheckedIOException e) {
            throw new StartRefusedException("the job's cell cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public void signal(Signal signal) {
        if (signal == Signal.KILL) {
            enclosure.signal(LibC.SIGKILL);
        } else {
            enclosure.signal(signal.number(), LibC.SIGCONT);
        }
    }

    @Override
    public boolean kill(Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        int round = 0;
        boolean escaped;
        do {
            enclosure.kill(round++);
            awaitEmpty(deadline);
            escaped = escapees.kill();
        } while ((escaped || !enclosure.isEmpty()) && System.nanoTime() < deadline);
        return !escaped && enclosure.isEmpty();
    }

    private void awaitEmpty(long deadline) {
        long pause = FIRST_PAUSE;
        for (int poll = 0; poll < POLLS_PER_ROUND && !enclosure.isEmpty() && System.nanoTime() < deadline; poll++) {
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
        try {
            return enclosure.statistics();
        } catch (UncheckedIOException e) {
            LOG.debug(
                    "the statistics of a cell cannot be read",
                    e); // not a warning: called often, and the result says so
            return CellStatistics.unknown();
        }
    }

    @Override
    public @Nullable PeakMemory peakWithoutFiles() {
        try {
            return enclosure.peakWithoutFiles();
        } catch (UncheckedIOException e) {
            LOG.debug("the peak of a cell cannot be read", e);
            return null;
        }
    }

    /** Kills the processes in the cell and removes it; false if a process does not end. */
    boolean remove(Duration limit) {
        return (enclosure.isEmpty() || kill(limit)) && enclosure.remove();
    }

    /** Closes its descriptors, whether it was removed or not. */
    void close() {
        enclosure.close();
    }
}
