package org.expool.simulator;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.expool.Job;
import org.expool.MemoryAction;
import org.expool.MemoryTotals;
import org.expool.Signal;
import org.expool.Task;
import org.expool.core.affinity.CpuLayout;
import org.expool.core.memory.RecordedRun;
import org.expool.core.schedule.Commands;
import org.expool.core.schedule.Event;
import org.expool.core.schedule.Inspection;
import org.expool.core.schedule.Scheduler;
import org.expool.core.schedule.SchedulerSettings;
import org.jspecify.annotations.Nullable;

/**
 * One run of the scheduler in virtual time. Plan what happens when, then {@link #run} until no event is left; the
 * invariants are checked after every event. Not thread-safe.
 */
public final class Simulation {

    private static final Duration NONE = Duration.ZERO;

    /** Few, so that most inspections take several slices. */
    private static final int INSPECTED_AT_ONCE = 3;

    private final VirtualClock clock = new VirtualClock();
    private final SimulatedPool pool;
    private final Map<String, SimulatedTask> tasks = new HashMap<>();
    private long jobs;

    /** At time zero, with nothing planned. */
    public Simulation(SchedulerSettings settings) {
        this(settings, UnaryOperator.identity());
    }

    /**
     * The same with a faulty scheduler.
     *
     * @param distortion wraps the commands between the scheduler and the simulated processes; see
     *     {@link org.expool.core.schedule.ForwardingCommands}
     */
    public Simulation(SchedulerSettings settings, UnaryOperator<Commands> distortion) {
        pool = new SimulatedPool(settings, clock, distortion);
    }

    /** A task to be {@linkplain #admit submitted}; the task above it, if any, must be known. */
    public SimulatedTask newTask(Task task, Duration callbackTime, boolean onStartThrows) {
        SimulatedTask parent =
                task.parent() == null ? null : tasks.get(task.parent().name());
        SimulatedTask entry = new SimulatedTask(task, parent, callbackTime, onStartThrows);
        tasks.put(task.name(), entry);
        return entry;
    }

    /** A job to be {@linkplain #admit submitted}; its task, if any, must be known. */
    public SimulatedJob newJob(Job job, Behaviour behaviour) {
        SimulatedTask task = job.task() == null ? null : tasks.get(job.task().name());
        return new SimulatedJob(++jobs, job, task, behaviour);
    }

    /** Plans the opening of a task, whose callbacks take no time. */
    public SimulatedTask task(Duration at, Task task) {
        SimulatedTask entry = newTask(task, NONE, false);
        admit(at, NONE, List.of(entry), List.of());
        return entry;
    }

    /** Plans the submission of a job. */
    public SimulatedJob submit(Duration at, Job job, Behaviour behaviour) {
        SimulatedJob entry = newJob(job, behaviour);
        admit(at, NONE, List.of(), List.of(entry));
        return entry;
    }

    /**
     * Plans a submission, which is skipped if a task takes no more members by then or was refused.
     *
     * @param travel from the submission until the scheduler gets it
     * @param newTasks those above before those below
     */
    public void admit(Duration at, Duration travel, List<SimulatedTask> newTasks, List<SimulatedJob> newJobs) {
        plan(at, () -> pool.admit(travel, newTasks, newJobs));
    }

    /** Plans a cancellation, which is skipped if the job has not been submitted by then. */
    public void cancel(Duration at, SimulatedJob job) {
        plan(at, () -> {
            if (job.phase != SimulatedJob.Phase.NEW) {
                pool.handle(new Event.Cancel(job, "cancelled by the simulation"));
            }
        });
    }

    /** Plans the cancellation of a task, which is skipped if the task has not been opened by then. */
    public void cancel(Duration at, SimulatedTask task) {
        plan(at, () -> {
            if (task.phase != SimulatedTask.Phase.NEW) {
                pool.handle(new Event.CancelTask(task, "cancelled by the simulation"));
            }
        });
    }

    /** Plans the closing of a task, which is skipped if the task has not been opened by then. */
    public void close(Duration at, SimulatedTask task) {
        plan(at, () -> {
            if (task.phase != SimulatedTask.Phase.NEW) {
                task.shut();
                pool.handle(new Event.CloseTask(task));
            }
        });
    }

    /** Plans an event that names no job and no task. */
    public void send(Duration at, Event event) {
        plan(at, () -> pool.handle(event));
    }

    /** Plans that a process can no longer be reached; skipped if there is none by then. */
    public void loseProcess(Duration at, SimulatedJob job) {
        plan(at, () -> pool.processes.lose(job));
    }

    /** Plans that a process ends by a signal that the pool has not sent; skipped if there is none by then. */
    public void killFromOutside(Duration at, SimulatedJob job, Signal signal) {
        plan(at, () -> pool.processes.killFromOutside(job, signal));
    }

    /** Plans the cancellation of everything; at once means without grace. */
    public void cancelAll(Duration at, boolean atOnce) {
        send(at, new Event.CancelAll("cancelled by the simulation", atOnce));
    }

    /** Plans the closing of the pool. */
    public void close(Duration at) {
        plan(at, () -> pool.handle(new Event.Close(new Object(), "closed by the simulation")));
    }

    /** Plans the event with the CPU layout. */
    public void cpuLayoutKnown(Duration at, CpuLayout layout) {
        send(at, new Event.CpuLayoutKnown(layout));
    }

    /** Plans a pause or its end. */
    public void pause(Duration at, boolean paused) {
        send(at, new Event.Pause(paused));
    }

    /** Plans that all running jobs are frozen, or thawed. */
    public void freeze(Duration at, boolean frozen) {
        send(at, new Event.Freeze(frozen));
    }

    /** Plans a change of the number of workers, after which running jobs finish. */
    public void resize(Duration at, int workers) {
        resize(at, workers, false);
    }

    /** Plans a change of the number of workers; postponing means that surplus running jobs start again later. */
    public void resize(Duration at, int workers, boolean postpone) {
        send(at, new Event.Resize(workers, postpone));
    }

    /** Plans a wait for the end of the round, with a limit for the round or without. */
    public void join(Duration at, @Nullable Duration limit) {
        plan(at, () -> pool.handle(new Event.Join(new Object(), limit)));
    }

    /** Plans an inspection of a task or of the pool, which is skipped if the task has not been opened by then. */
    public void inspect(Duration at, @Nullable SimulatedTask task) {
        plan(at, () -> {
            if (task == null || task.phase != SimulatedTask.Phase.NEW) {
                long next = 0;
                while (next != Scheduler.NEVER) {
                    pool.handle(new Event.Inspect(task, next, INSPECTED_AT_ONCE, new Object()));
                    List<Inspection> slices = pool.commands.inspections;
                    next = slices.get(slices.size() - 1).next();
                }
            }
        });
    }

    /**
     * Plans the host's memory from then on, which the pool samples at once.
     *
     * @param total in MiB; 0 for unknown, as at the beginning
     * @param others how much other processes use of that
     */
    public void memory(Duration at, int total, int others) {
        plan(at, () -> {
            pool.memory.set(total, others);
            pool.handle(pool.memory.sample(List.of()));
        });
    }

    /** Plans a history of earlier runs. */
    public void historyLoaded(Duration at, List<RecordedRun> runs) {
        send(at, new Event.HistoryLoaded(runs));
    }

    /** Plans that the kernel reports memory pressure. */
    public void pressure(Duration at) {
        send(at, new Event.Pressure());
    }

    /** Plans that the clock steps forward: events in between come late. */
    public void step(Duration at, Duration by) {
        plan(at, () -> clock.advance(clock.now() + by.toNanos()));
    }

    private void plan(Duration at, Runnable action) {
        clock.plan(at.toNanos(), action);
    }

    /** Whether the rounds so far were complete, in order. */
    public List<Boolean> rounds() {
        return List.copyOf(pool.commands.rounds);
    }

    /** The answers to inspections, in order. */
    public List<Inspection> inspections() {
        return List.copyOf(pool.commands.inspections);
    }

    /** What was done because memory was short, in order. */
    public List<MemoryAction> memoryActions() {
        return List.copyOf(pool.commands.memoryActions);
    }

    /** The sums of rounds, where memory is balanced, in order. */
    public List<MemoryTotals> totals() {
        return List.copyOf(pool.commands.totals);
    }

    /** The virtual time, in nanoseconds. */
    public long now() {
        return clock.now();
    }

    /** How many events the scheduler has handled. */
    public long events() {
        return pool.events();
    }

    /** The kinds of events that the scheduler has handled. */
    public Set<Class<? extends Event>> kindsOfEvents() {
        return pool.kinds();
    }

    /** A hash of the commands: the same for all runs in which the scheduler decided the same. */
    public long commandHash() {
        return pool.commandHash();
    }

    /**
     * Runs all that is planned. If jobs or tasks are left then, the pool is resumed and joined.
     *
     * @throws InvariantViolatedException if the scheduler breaks an invariant
     */
    public void run() {
        pool.run();
    }
}
