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
import org.expool.spi.ProcessExit;
import org.expool.spi.ProcessLauncher;
import org.expool.spi.StartRefusedException;
import org.jspecify.annotations.Nullable;

/**
 * Runs each process of a pool, with all its descendants, in the cell of its slot; neither the engine nor the launcher knows
 * of cells. Signals go to the cell. An exit is reported only when the cell is empty, so that no job gets the slot of one
 * whose last process hangs. Thread-safe.
 *
 * <p>Slow calls (killing, signalling many processes) run on threads that may block, never on the caller's thread, which may
 * be the one that reaps ended processes.
 */
public final class ContainedSession implements LaunchSession {

    private static final Logger LOG = System.getLogger(ContainedSession.class.getName());
    private static final Duration KILL_TIMEOUT = Duration.ofSeconds(1);

    private final Map<Long, CellLease> leases = new ConcurrentHashMap<>();
    private final SlotVariables variables = new SlotVariables();
    private final ContainmentSession cells;
    private final LaunchEvents events;
    private final Executor blocking;
    private final LaunchSession processes;
    private volatile boolean closing;

    /**
     * Opens the launcher's session around the cells.
     *
     * @param name the pool's
     * @param events receives what the launcher reports
     * @param cells closed together with this
     * @param blocking runs tasks that may block
     */
    public ContainedSession(
            String name, ProcessLauncher launcher, LaunchEvents events, ContainmentSession cells, Executor blocking) {
        this.events = events;
        this.cells = cells;
        this.blocking = blocking;
        this.processes = launcher.open(name, new LauncherEvents());
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
        } catch (StartRefusedException e) {
            refuse(request, e.outcome());
            return;
        } catch (RuntimeException e) { // for instance without free descriptors
            refuse(
                    request,
                    new Outcome.NotStarted(
                            Outcome.NotStarted.Cause.LAUNCH_STEP, "the cell of its worker is unusable: " + e));
            return;
        }
        leases.put(request.id(), new CellLease(cell, limited));
        List<LaunchStep> steps = new ArrayList<>(List.of(entering));
        steps.addAll(request.steps());
        processes.start(request.with(variables.with(request.slot(), request.environment(), cell.variables()), steps));
    }

    private void refuse(LaunchRequest request, Outcome.NotStarted outcome) {
        request.steps().forEach(LaunchStep::release);
        events.notStarted(request.id(), outcome);
    }

    @Override
    public @Nullable EventWait eventWait() {
        return processes.eventWait();
    }

    @Override
    public void signal(long id, Signal signal) {
        CellLease lease = leases.get(id);
        if (lease == null || !lease.isStarted()) {
            processes.signal(id, signal); // which keeps it until the process is started
        } else if (signal == Signal.KILL) {
            blocking.execute(() -> lease.run(() -> kill(id, lease.cell())));
        } else {
            blocking.execute(() -> lease.run(() -> signal(id, lease.cell(), signal)));
        }
    }

    /** Kills the cell with what escaped from it, then the process group of a process that has not entered the cell yet. */
    private void kill(long id, Cell cell) {
        try {
            cell.kill(KILL_TIMEOUT);
        } catch (UncheckedIOException e) {
            LOG.log(Level.WARNING, "the cell of job " + id + " cannot be killed, only its process group", e);
        } finally {
            processes.signal(id, Signal.KILL);
        }
    }

    /** Signals the process group where the cell fails, for instance without free descriptors. */
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
        CellLease lease = leases.get(id);
        CellStatistics used = lease == null ? CellStatistics.unknown() : statistics(id, lease);
        return used.user() == null || used.system() == null
                ? processes.cpuNanos(id)
                : OptionalLong.of(used.user().plus(used.system()).toNanos());
    }

    @Override
    public boolean freeze(long id, boolean frozen) {
        CellLease lease = leases.get(id);
        if (lease == null || !lease.isStarted()) {
            return processes.freeze(id, frozen);
        }
        if (lease.requestFreeze(frozen)) {
            blocking.execute(() -> lease.run(() -> applyFreeze(id, lease)));
        }
        return true;
    }

    @Override
    public @Nullable Path memoryGroup(long id) {
        CellLease lease = leases.get(id);
        return lease == null ? null : lease.cell().memoryGroup();
    }

    @Override
    public long oomKills(long id) {
        CellLease lease = leases.get(id);
        Long kills = lease == null ? null : statistics(id, lease).oomKills();
        return kills == null ? 0 : kills;
    }

    @Override
    public boolean enforcesMemoryLimit(long id) {
        CellLease lease = leases.get(id);
        return lease != null && lease.isLimited();
    }

    @Override
    public void reclaim(long id, long bytes) {
        CellLease lease = leases.get(id);
        if (lease != null) {
            blocking.execute(() -> lease.run(() -> lease.cell().reclaim(bytes)));
        }
    }

    /** On one thread at a time: a freeze that another thread applied after the thaw would last forever. */
    private void applyFreeze(long id, CellLease lease) {
        for (Boolean frozen = lease.nextFreeze(); frozen != null; frozen = lease.nextFreeze()) {
            freeze(id, lease.cell(), frozen);
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

    /** Passes on what the launcher reports, an exit only once the cell is empty. */
    private final class LauncherEvents implements LaunchEvents {

        @Override
        public void started(long id, long pid, long nanos) {
            CellLease lease = leases.get(id);
            if (lease != null) {
                lease.started();
            }
            events.started(id, pid, nanos);
        }

        @Override
        public void notStarted(long id, Outcome.NotStarted why) {
            leases.remove(id);
            events.notStarted(id, why);
        }

        @Override
        public void exited(long id, ProcessExit exit) {
            CellLease lease = leases.get(id);
            if (lease == null) {
                events.exited(id, exit);
            } else if (tryEnd(id, lease) || closing) {
                report(id, lease, exit);
            } else {
                blocking.execute(() -> {
                    killUntilEmpty(id, lease.cell());
                    lease.awaitEnd();
                    if (lease.isFrozen()) { // perhaps since it is empty; the next process must be able to enter
                        freeze(id, lease.cell(), false);
                    }
                    report(id, lease, exit);
                });
            }
        }
    }

    /** Whether the lease ended without waiting; false also where the cell cannot be read. */
    private static boolean tryEnd(long id, CellLease lease) {
        try {
            return lease.tryEnd();
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "the cell of job " + id + " cannot be read; its processes are killed to be sure", e);
            return false;
        }
    }

    private void killUntilEmpty(long id, Cell cell) {
        boolean warned = false;
        while (!isKilled(id, cell) && !closing) {
            if (!warned) {
                LOG.log(Level.WARNING, "processes of job {0} do not end after SIGKILL; its worker waits for them", id);
                warned = true;
            }
        }
    }

    private static boolean isKilled(long id, Cell cell) {
        try {
            return cell.kill(KILL_TIMEOUT);
        } catch (RuntimeException e) { // otherwise the exit would never be reported
            LOG.log(Level.WARNING, "the cell of job " + id + " cannot be read; its worker waits", e);
            LockSupport.parkNanos(KILL_TIMEOUT.toNanos());
            return false;
        }
    }

    private void report(long id, CellLease lease, ProcessExit exit) {
        leases.remove(id);
        CellStatistics counted = statistics(id, lease);
        Long oomKills = counted.oomKills();
        events.exited(
                id,
                exit.with(
                        new MergedUsage(exit.usage(), counted, () -> peakWithoutFiles(id, lease)).usage(),
                        oomKills == null ? exit.oomKills() : oomKills));
    }

    private static @Nullable PeakMemory peakWithoutFiles(long id, CellLease lease) {
        try {
            return lease.cell().peakWithoutFiles();
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "the peak memory of job " + id + " cannot be read from its cell", e);
            return null;
        }
    }

    /** Unknown where the cell cannot be read, as the exit must not be lost. */
    private static CellStatistics statistics(long id, CellLease lease) {
        try {
            return lease.cell().statistics();
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "the usage of job " + id + " cannot be read from its cell", e);
            return CellStatistics.unknown();
        }
    }
}
