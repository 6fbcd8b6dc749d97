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
import org.expool.spi.LaunchStepException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An enclosure, and what keeps an eye on those that may leave it. Thread-safe. */
final class LinuxCell implements Cell {

    private static final Logger LOG = LoggerFactory.getLogger(LinuxCell.class);
    private static final long FIRST_PAUSE = 50_000;
    private static final long LONGEST_PAUSE = 10_000_000;

    /** After so many looks the enclosure is killed again: something was born meanwhile. */
    private static final int LOOKS = 4;

    private final Enclosure enclosure;
    private final EscapeTracker outside;
    private final Map<String, String> variables;

    /**
     * Empty.
     *
     * @param variables that each process in it must have
     */
    LinuxCell(Enclosure enclosure, EscapeTracker outside, Map<String, String> variables) {
        this.enclosure = enclosure;
        this.outside = outside;
        this.variables = variables;
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
        try {
            return outside.watch(enclosure.enter());
        } catch (UncheckedIOException e) {
            throw new LaunchStepException("the job's cell cannot be looked into: " + e.getMessage(), e);
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
        boolean strayed;
        do {
            enclosure.kill(round++);
            awaitEmpty(deadline);
            strayed = outside.kill();
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
        try {
            return enclosure.statistics();
        } catch (UncheckedIOException e) {
            LOG.debug("what is in a cell cannot be told", e); // which is said by the result, and asked again and again
            return CellStatistics.unknown();
        }
    }

    @Override
    public @Nullable PeakMemory peakWithoutFiles() {
        try {
            return enclosure.peakWithoutFiles();
        } catch (UncheckedIOException e) {
            LOG.debug("the peak of a cell cannot be told", e);
            return null;
        }
    }

    /** Ends what is in and takes the cell down; false if something hangs. */
    boolean close(Duration limit) {
        return (enclosure.isEmpty() || kill(limit)) && enclosure.remove();
    }
}
