package org.expool.core.containment;

import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;
import org.expool.MemorySize;
import org.expool.Outcome;
import org.expool.PeakMemory;
import org.expool.Signal;
import org.expool.spi.Cell;
import org.expool.spi.CellStatistics;
import org.expool.spi.ContainmentSession;
import org.expool.spi.EventWait;
import org.expool.spi.LaunchEvents;
import org.expool.spi.LaunchRequest;
import org.expool.spi.LaunchSession;
import org.expool.spi.LaunchStep;
import org.expool.spi.LaunchStepException;
import org.expool.spi.ProcessExit;
import org.expool.spi.ProcessLauncher;
import org.jspecify.annotations.Nullable;

/**
 * The processes of a pool, each with all that it starts in the cell of its slot: neither the engine nor the launcher
 * knows. Signals go to the cell; an exit is reported only when the cell is empty, so that nobody is given the slot of a
 * job whose last process hangs. Thread-safe.
 *
 * <p>What may take its time (killing, sending to many) is done on threads that may wait, never on the caller's, which
 * may be the one that collects the ended processes.
 */
public final class ContainedSession implements LaunchSession {

    private static final Logger LOG = System.getLogger(ContainedSession.class.getName());
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Map<Long, CellLease> held = new ConcurrentHashMap<>();
    private final SlotVariables variables = new SlotVariables();
    private final ContainmentSession cells;
    private final LaunchEvents events;
    private final Executor slow;
    private final LaunchSession processes;
    private volatile boolean closing;

    /**
     * Opens the launcher's session around the cells.
     *
     * @param name the pool's
     * @param events told as by the launcher itself
     * @param cells closed together with this
     * @param slow where work may wait
     */
    public ContainedSession(
            String name, ProcessLauncher launcher, LaunchEvents events, ContainmentSession cells, Executor slow) {
        this.events = events;
        this.cells = cells;
        this.slow = slow;
        this.processes = launcher.open(name, new Observed());
    }

    @Override
    public void start(LaunchRequest request) {
        Cell cell;
        boolean limited;
        LaunchStep entering;
        try {
            cell = cells.cell(request.slot());
            MemorySize limit = request.memoryLimit();
            limited = cell.limitMemory(limit == null ? Long.MAX_VALUE : limit.bytes()) && limit != null;
            entering = cell.enter();
        } catch (LaunchStepException e) {
            refuse(request, String.valueOf(e.getMessage()));
            return;
        } catch (RuntimeException e) { // as where there are no descriptors left
            refuse(request, "the cell of its worker cannot be used: " + e);
            return;
        }
        held.put(request.id(), new CellLease(cell, limited));
        List<LaunchStep> steps = new ArrayList<>(List.of(entering));
        steps.addAll(request.steps());
        processes.start(new LaunchRequest(
                request.id(),
                request.slot(),
                request.command(),
                variables.with(request.slot(), request.environment(), cell.variables()),
                request.workdir(),
                request.stdin(),
                request.stdout(),
                request.stderr(),
                request.memoryLimit(),
                steps));
    }

    private void refuse(LaunchRequest request, String reason) {
        request.steps().forEach(LaunchStep::release);
        events.notStarted(request.id(), new Outcome.NotStarted(Outcome.NotStarted.Cause.LAUNCH_STEP, reason));
    }

    @Override
    public @Nullable EventWait eventWait() {
        return processes.eventWait();
    }

    @Override
    public void signal(long id, Signal signal) {
        CellLease target = held.get(id);
        if (target == null || !target.isStarted()) {
            processes.signal(id, signal); // which keeps it until there is a process
        } else if (signal == Signal.KILL) {
            slow.execute(() -> target.act(() -> kill(id, target.cell())));
        } else {
            slow.execute(() -> target.act(() -> signal(id, target.cell(), signal)));
        }
    }

    /** First what is in the cell or got out of it; then what was started and had not entered it yet. */
    private void kill(long id, Cell cell) {
        try {
            cell.kill(PATIENCE);
        } catch (UncheckedIOException e) {
            LOG.log(Level.WARNING, "the cell of job " + id + " cannot be ended, only its process group", e);
        } finally {
            processes.signal(id, Signal.KILL);
        }
    }

    /** A cell that fails, as where there are no descriptors left, is no reason to spare the job. */
    private void signal(long id, Cell cell, Signal signal) {
        try {
            cell.signal(signal);
        } catch (UncheckedIOException e) {
            LOG.log(Level.WARNING, "the cell of job " + id + " cannot be signalled, only its process group", e);
            processes.signal(id, signal);
        }
    }

    @Override
    public OptionalLong cpuNanos(long id) {
        CellLease target = held.get(id);
        CellStatistics used = target == null ? CellStatistics.unknown() : statistics(id, target);
        return used.user() == null || used.system() == null
                ? processes.cpuNanos(id)
                : OptionalLong.of(used.user().plus(used.system()).toNanos());
    }

    @Override
    public boolean freeze(long id, boolean frozen) {
        CellLease target = held.get(id);
        if (target == null || !target.isStarted()) {
            return processes.freeze(id, frozen);
        }
        if (target.want(frozen)) {
            slow.execute(() -> target.act(() -> settle(id, target)));
        }
        return true;
    }

    @Override
    public @Nullable Path memoryGroup(long id) {
        CellLease target = held.get(id);
        return target == null ? null : target.cell().memoryGroup();
    }

    @Override
    public long oomKills(long id) {
        CellLease target = held.get(id);
        Long kills = target == null ? null : statistics(id, target).oomKills();
        return kills == null ? 0 : kills;
    }

    @Override
    public boolean keepsMemoryLimit(long id) {
        CellLease target = held.get(id);
        return target != null && target.isLimited();
    }

    @Override
    public void reclaim(long id, long bytes) {
        CellLease target = held.get(id);
        if (target != null) {
            slow.execute(() -> target.act(() -> target.cell().reclaim(bytes)));
        }
    }

    /** On one thread at a time, for a freeze that another thread carried out after the thaw would be for ever. */
    private void settle(long id, CellLease target) {
        for (Boolean frozen = target.unsettled(); frozen != null; frozen = target.unsettled()) {
            freeze(id, target.cell(), frozen);
        }
    }

    private void freeze(long id, Cell cell, boolean frozen) {
        boolean done = false;
        try {
            if (frozen) {
                done = cell.freeze();
            } else {
                cell.thaw();
            }
        } catch (UncheckedIOException e) {
            LOG.log(Level.WARNING, "the cell of job " + id + " cannot be frozen, only its process group", e);
        }
        if (!done) {
            processes.freeze(id, frozen);
        }
    }

    @Override
    public void close() {
        closing = true;
        try {
            processes.close();
        } finally {
            cells.close();
        }
    }

    /** What the launcher reports; an exit goes on only from an empty cell. */
    private final class Observed implements LaunchEvents {

        @Override
        public void started(long id, long pid, long nanos) {
            CellLease target = held.get(id);
            if (target != null) {
                target.started();
            }
            events.started(id, pid, nanos);
        }

        @Override
        public void notStarted(long id, Outcome.NotStarted why) {
            held.remove(id);
            events.notStarted(id, why);
        }

        @Override
        public void exited(long id, ProcessExit exit) {
            CellLease target = held.get(id);
            if (target == null) {
                events.exited(id, exit);
            } else if (leave(id, target) || closing) {
                report(id, target, exit);
            } else {
                slow.execute(() -> {
                    empty(id, target.cell());
                    target.leaveInTheEnd();
                    if (target
                            .isFrozen()) { // perhaps only after it was emptied, and the next one must be able to enter
                        freeze(id, target.cell(), false);
                    }
                    report(id, target, exit);
                });
            }
        }
    }

    /** Whether the cell is given up without waiting. Not to know is not to be empty. */
    private static boolean leave(long id, CellLease target) {
        try {
            return target.leave();
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "the cell of job " + id + " cannot be looked into; it is emptied to be sure", e);
            return false;
        }
    }

    private void empty(long id, Cell cell) {
        boolean told = false;
        while (!isKilled(id, cell) && !closing) {
            if (!told) {
                LOG.log(Level.WARNING, "processes of job {0} do not end though killed; its worker waits for them", id);
                told = true;
            }
        }
    }

    private static boolean isKilled(long id, Cell cell) {
        try {
            return cell.kill(PATIENCE);
        } catch (RuntimeException e) { // else the exit would never be reported
            LOG.log(Level.WARNING, "the cell of job " + id + " cannot be looked into; its worker waits", e);
            LockSupport.parkNanos(PATIENCE.toNanos());
            return false;
        }
    }

    private void report(long id, CellLease target, ProcessExit exit) {
        held.remove(id);
        CellStatistics counted = statistics(id, target);
        Long oomKills = counted.oomKills();
        events.exited(
                id,
                new ProcessExit(
                        exit.nanos(),
                        exit.exitCode(),
                        exit.signal(),
                        new MergedUsage(exit.usage(), counted, () -> peakWithoutFiles(id, target)).usage(),
                        oomKills == null ? exit.oomKills() : oomKills));
    }

    private static @Nullable PeakMemory peakWithoutFiles(long id, CellLease target) {
        try {
            return target.cell().peakWithoutFiles();
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "what job " + id + " held cannot be read from its cell", e);
            return null;
        }
    }

    /** What cannot be counted is unknown; the exit of a job must not be lost for it. */
    private static CellStatistics statistics(long id, CellLease target) {
        try {
            return target.cell().statistics();
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "what job " + id + " used cannot be read from its cell", e);
            return CellStatistics.unknown();
        }
    }
}
