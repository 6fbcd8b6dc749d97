package org.expool.simulator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.expool.core.schedule.Commands;
import org.expool.core.schedule.Event;
import org.expool.core.schedule.ForwardingCommands;
import org.expool.core.schedule.Scheduler;
import org.expool.core.schedule.SchedulerSettings;
import org.jspecify.annotations.Nullable;

/** Drives the scheduler as a pool's engine does, in virtual time. Not thread-safe. */
final class SimulatedPool {

    /** No simulation needs so many events for each job, unless it loops. */
    private static final long EVENTS_PER_JOB = 100_000;

    /** A full recount of all jobs takes longer than an event. */
    private static final int RECOUNTED_IN = 8;

    private final VirtualClock clock;
    private final Scheduler scheduler;
    private final ReferenceModel model;
    private final Invariant[] invariants;
    /** With the answers and facts so far. */
    final SimulatedCommands commands;

    final SimulatedMemory memory;
    private final List<Event> deferredStarts = new ArrayList<>();
    private final CommandLog log;
    final SimulatedProcesses processes;
    private final Set<Class<? extends Event>> kinds = new HashSet<>();
    private long events;
    private long jobs;

    /**
     * An idle pool.
     *
     * @param distortion wraps the commands between the scheduler and the simulated processes
     */
    SimulatedPool(SchedulerSettings settings, VirtualClock clock, UnaryOperator<Commands> distortion) {
        this.clock = clock;
        model = new ReferenceModel(settings);
        invariants = Invariants.of(model);
        log = new CommandLog(clock);
        processes = new SimulatedProcesses(clock, this::handle, this::defer, SimulatedKernel.of(settings.memory()));
        memory = new SimulatedMemory(clock, processes);
        commands = new SimulatedCommands(clock, this::handle, processes, memory);
        List<Commands> told = new ArrayList<>(List.of(invariants)); // the model gets a command after the invariants
        told.addAll(List.of(model, log, commands));
        scheduler = new Scheduler(settings, distortion.apply(new ForwardingCommands(told.toArray(Commands[]::new))));
    }

    Set<Class<? extends Event>> kinds() {
        return Set.copyOf(kinds);
    }

    long events() {
        return events;
    }

    long commandHash() {
        return log.hash();
    }

    void run() {
        drain();
        if (model.frozen && !model.jobs.isEmpty()) {
            handle(new Event.Freeze(false));
            drain();
        }
        if (model.paused && !model.jobs.isEmpty()) {
            handle(new Event.Pause(false));
            drain();
        }
        if (!model.jobs.isEmpty() || !model.tasks.isEmpty()) {
            handle(new Event.Join(new Object(), null));
            drain();
        }
        for (Invariant invariant : invariants) {
            invariant.ended();
        }
    }

    private void drain() {
        // A frozen pool samples memory for as long as it is frozen.
        while (!clock.isEmpty() || (scheduler.nextDeadline() != Scheduler.NEVER && !model.frozen)) {
            if (clock.next() <= scheduler.nextDeadline()) {
                clock.runNext();
            } else {
                clock.advance(scheduler.nextDeadline());
                handle(Event.Tick.TICK);
            }
        }
    }

    /**
     * Submits tasks and jobs as a pool does: a job without prerequisites or a new task is sent without waiting for an
     * answer.
     */
    void admit(Duration travel, List<SimulatedTask> tasks, List<SimulatedJob> newJobs) {
        List<SimulatedTask> entered = new ArrayList<>();
        boolean accepted = tasks.stream().allMatch(task -> enter(task.parent(), tasks, entered))
                && newJobs.stream().allMatch(job -> enter(job.simulatedTask(), tasks, entered));
        if (!accepted) {
            entered.forEach(task -> withdraw(task, travel));
            return;
        }
        jobs += newJobs.size();
        Event event = new Event.Admit(List.copyOf(tasks), List.copyOf(newJobs), new Object());
        if (tasks.isEmpty() && newJobs.size() == 1 && namesNothing(newJobs.get(0))) {
            event = new Event.Submit(newJobs.get(0));
        }
        Event sent = event;
        if (travel.isZero()) {
            handle(sent);
        } else {
            clock.after(travel, () -> handle(sent));
        }
    }

    private static boolean enter(@Nullable SimulatedTask task, List<SimulatedTask> fresh, List<SimulatedTask> entered) {
        boolean takes =
                task == null || ((task.phase != SimulatedTask.Phase.NEW || fresh.contains(task)) && task.enter());
        if (takes && task != null) {
            entered.add(task);
        }
        return takes;
    }

    /** A task that the scheduler knows may wait for the member that does not come. */
    private void withdraw(SimulatedTask task, Duration travel) {
        if (task.phase == SimulatedTask.Phase.NEW) {
            task.withdraw();
        } else {
            clock.after(travel, () -> handle(new Event.Withdrawn(task)));
        }
    }

    private static boolean namesNothing(SimulatedJob job) {
        SimulatedTask task = job.simulatedTask();
        return job.job().after().isEmpty() && (task == null || !task.isBlocking());
    }

    /** A start need not be known at once, unless the pool is frozen. */
    private void defer(Event.Started event) {
        if (model.frozen) {
            handle(event);
        } else {
            deferredStarts.add(event);
        }
    }

    void handle(Event event) {
        List<Event> deferred = deferredStarts.isEmpty() ? List.of() : List.copyOf(deferredStarts);
        deferredStarts.clear();
        deferred.forEach(this::take);
        take(event);
    }

    private void take(Event event) {
        model.now = clock.now();
        if (++events > EVENTS_PER_JOB * (jobs + 1)) {
            throw new InvariantViolatedException("EverythingEnds", model.now, events + " events without an end", null);
        }
        kinds.add(event.getClass());
        for (Invariant invariant : invariants) {
            invariant.expect(event);
        }
        model.tell(event);
        handOver(event);
        model.nextDeadline = scheduler.nextDeadline();
        model.counts = scheduler.counts();
        model.recount = events % RECOUNTED_IN == 0 ? scheduler.recount() : model.counts;
        model.advance();
        for (Invariant invariant : invariants) {
            invariant.handled();
        }
    }

    private void handOver(Event event) {
        try {
            scheduler.handle(event, model.now);
        } catch (RuntimeException e) {
            throw new InvariantViolatedException("TheSchedulerWorks", model.now, event + " led to " + e, e);
        }
    }
}
