package org.expool.simulator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.UnaryOperator;
import org.expool.core.schedule.Decision;
import org.expool.core.schedule.Event;
import org.expool.core.schedule.Inspection;
import org.expool.core.schedule.RoundMemory;
import org.expool.core.schedule.Scheduler;
import org.expool.core.schedule.SchedulerSettings;

/** Drives the machine as a pool's engine does, in virtual time. Belongs to the simulation's thread. */
final class SimulatedPool {

    /** No simulation needs as many events for each job; one that does goes round in circles. */
    private static final long EVENTS_PER_JOB = 100_000;

    private final VirtualClock agenda;
    private final Scheduler scheduler;
    private final UnaryOperator<List<Decision>> distortion;
    private final ReferenceModel world;
    private final Invariant[] invariants;
    private final SimulatedProcesses processes;
    private final SimulatedMemory memory;
    private final List<Event> leftStarts = new ArrayList<>();
    private final DecisionLog log = new DecisionLog();
    private final List<Boolean> rounds = new ArrayList<>();
    private final List<RoundMemory> totals = new ArrayList<>();
    private final List<List<Inspection>> inspections = new ArrayList<>();
    private final List<Decision.Explain> explanations = new ArrayList<>();
    private long events;
    private long jobs;

    SimulatedPool(SchedulerSettings settings, VirtualClock agenda, UnaryOperator<List<Decision>> distortion) {
        this.agenda = agenda;
        this.distortion = distortion;
        scheduler = new Scheduler(settings);
        world = new ReferenceModel(settings);
        invariants = Invariants.of(world);
        processes =
                new SimulatedProcesses(agenda, this::handle, leftStarts::add, SimulatedKernel.of(settings.memory()));
        memory = new SimulatedMemory(agenda, processes);
    }

    List<Boolean> rounds() {
        return rounds;
    }

    SimulatedMemory memory() {
        return memory;
    }

    List<RoundMemory> totals() {
        return totals;
    }

    List<Decision.Explain> explanations() {
        return explanations;
    }

    List<List<Inspection>> inspections() {
        return inspections;
    }

    long events() {
        return events;
    }

    long decisionHash() {
        return log.hash();
    }

    void run() {
        drain();
        if (world.paused && !world.jobs.isEmpty()) {
            handle(new Event.Pause(false));
            drain();
        }
        if (!world.jobs.isEmpty() || !world.tasks.isEmpty()) {
            handle(new Event.Join(new Object(), null));
            drain();
        }
        for (Invariant invariant : invariants) {
            invariant.ended();
        }
    }

    private void drain() {
        while (!agenda.isEmpty() || scheduler.nextDeadline() != Scheduler.NEVER) {
            if (agenda.next() <= scheduler.nextDeadline()) {
                agenda.happen();
            } else {
                agenda.advance(scheduler.nextDeadline());
                handle(Event.Tick.TICK);
            }
        }
    }

    /** Hands over tasks and jobs as a pool does: what names nothing is sent without waiting for an answer. */
    void admit(Duration travel, List<SimulatedTask> tasks, List<SimulatedJob> newJobs) {
        List<SimulatedTask> entered = new ArrayList<>();
        boolean accepted = tasks.stream().allMatch(task -> enter(task.parent(), tasks, entered))
                && newJobs.stream().allMatch(job -> enter(job.simulatedTask(), tasks, entered));
        if (!accepted) {
            entered.forEach(SimulatedTask::withdraw);
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
            agenda.after(travel, () -> handle(sent));
        }
    }

    private static boolean enter(SimulatedTask task, List<SimulatedTask> fresh, List<SimulatedTask> entered) {
        boolean lets =
                task == null || ((task.phase != SimulatedTask.Phase.NEW || fresh.contains(task)) && task.enter());
        if (lets && task != null) {
            entered.add(task);
        }
        return lets;
    }

    private static boolean namesNothing(SimulatedJob job) {
        SimulatedTask task = job.simulatedTask();
        return job.job().after().isEmpty() && (task == null || !task.isBlocking());
    }

    void handle(Event event) {
        List<Event> left = leftStarts.isEmpty() ? List.of() : List.copyOf(leftStarts);
        leftStarts.clear();
        left.forEach(this::take);
        take(event);
    }

    private void take(Event event) {
        world.now = agenda.now();
        if (++events > EVENTS_PER_JOB * (jobs + 1)) {
            throw new InvariantViolatedException("EverythingEnds", world.now, events + " events, and no end", null);
        }
        for (Invariant invariant : invariants) {
            invariant.expect(event);
        }
        world.tell(event);
        List<Decision> decisions = distortion.apply(decide(event));
        world.nextDeadline = scheduler.nextDeadline();
        for (Decision decision : decisions) {
            for (Invariant invariant : invariants) {
                invariant.decided(decision);
            }
            world.take(decision);
            log.add(decision, world.now);
            carryOut(decision);
        }
        world.advance();
        for (Invariant invariant : invariants) {
            invariant.handled();
        }
    }

    private List<Decision> decide(Event event) {
        try {
            return scheduler.handle(event, world.now);
        } catch (RuntimeException e) {
            throw new InvariantViolatedException("TheMachineWorks", world.now, event + " led to " + e, e);
        }
    }

    private void carryOut(Decision decision) {
        if (decision instanceof Decision.Launch launch) {
            processes.launch((SimulatedJob) launch.job(), launch.slot());
        } else if (decision instanceof Decision.Send signal) {
            processes.signal((SimulatedJob) signal.job(), signal.signal());
        } else if (decision instanceof Decision.Finish finish) {
            finish((SimulatedJob) finish.job(), finish);
        } else if (decision instanceof Decision.AskStart ask) {
            SimulatedJob job = (SimulatedJob) ask.job();
            String refusal = job.behaviour.onStartThrows() ? "its onStart threw" : null;
            agenda.after(job.behaviour.callbackTime(), () -> handle(new Event.StartAnswered(job, refusal)));
        } else if (decision instanceof Decision.AskTaskStart ask) {
            SimulatedTask task = (SimulatedTask) ask.task();
            String refusal = task.onStartThrows ? "its onStart threw" : null;
            agenda.after(task.callbackTime, () -> handle(new Event.TaskStartAnswered(task, refusal)));
        } else if (decision instanceof Decision.FinishTask finish) {
            SimulatedTask task = (SimulatedTask) finish.task();
            if (task.phase == SimulatedTask.Phase.SETTLING) {
                agenda.after(task.callbackTime, () -> handle(new Event.TaskSettled(task)));
            }
        } else {
            answer(decision);
        }
    }

    private void answer(Decision decision) {
        if (decision instanceof Decision.RoundEnded ended) {
            rounds.add(ended.complete());
            if (ended.memory() != null) {
                totals.add(ended.memory());
            }
        } else if (decision instanceof Decision.Sample sample) {
            agenda.after(Duration.ZERO, () -> look(sample.pids()));
        } else if (decision instanceof Decision.Freeze freeze) {
            processes.freeze((SimulatedJob) freeze.job(), freeze.frozen());
        } else if (decision instanceof Decision.Explain explain) {
            explanations.add(explain);
        } else if (decision instanceof Decision.Inspected inspected) {
            inspections.add(inspected.found());
        }
    }

    private void look(Collection<Long> pids) {
        List<SimulatedJob> bereft =
                processes.alive().stream().filter(job -> job.bereft).toList();
        bereft.forEach(job -> handle(new Event.OomKilled(job, SimulatedProcesses.pid(job))));
        handle(memory.look(pids));
    }

    private void finish(SimulatedJob job, Decision.Finish finish) {
        job.conclusion = finish.conclusion();
        job.concludedAt = world.now;
        if (job.needsSettling()) {
            agenda.after(job.behaviour.callbackTime(), () -> handle(new Event.Settled(job)));
        }
    }
}
