package org.expool.core.simulate;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.expool.Job;
import org.expool.Usage;
import org.expool.core.schedule.Decision;
import org.expool.core.schedule.Event;
import org.expool.core.schedule.Scheduler;
import org.expool.core.schedule.SchedulerSettings;
import org.expool.spi.ProcessExit;
import org.expool.Signal;

/**
 * One run of the machine in virtual time. Plan what happens when, then {@link #run} until nothing is left to happen.
 *
 * <p>Checked after every step: no two processes in one slot; never more running than there were ever workers; each job
 * concluded exactly once and never before its process has ended; the machine is never late for its own deadline; and at
 * the end every job has its conclusion and nothing runs. Owned by one thread.
 */
public final class Simulation {

    private record Planned(long at, long order, Runnable happening) {}

    private final Scheduler scheduler;
    private final PriorityQueue<Planned> agenda =
            new PriorityQueue<>(Comparator.comparingLong(Planned::at).thenComparingLong(Planned::order));
    private final List<SimulatedJob> jobs = new ArrayList<>();
    private final Map<Integer, SimulatedJob> slots = new HashMap<>();
    private final List<Boolean> rounds = new ArrayList<>();
    private int mostWorkers;
    private long planned;
    private long now;
    private final List<Event> leftStarts = new ArrayList<>();
    private int running;

    /** At time zero, with nothing planned. */
    public Simulation(SchedulerSettings settings) {
        scheduler = new Scheduler(settings);
        mostWorkers = settings.workers();
    }

    /** Plans the submission of a job. */
    public SimulatedJob submit(Duration at, Job job, Behaviour behaviour) {
        SimulatedJob entry = new SimulatedJob(jobs.size() + 1L, job, behaviour);
        jobs.add(entry);
        plan(at, () -> handle(new Event.Submit(entry)));
        return entry;
    }

    /** Plans a cancellation, which must not come before the submission. */
    public void cancel(Duration at, SimulatedJob job) {
        plan(at, () -> handle(new Event.Cancel(job, "cancelled by the simulation")));
    }

    /** Plans a change of the number of workers. */
    public void resize(Duration at, int workers) {
        mostWorkers = Math.max(mostWorkers, workers);
        plan(at, () -> handle(new Event.Resize(workers, false)));
    }

    /** Plans a wait for the end of the round. */
    public void join(Duration at, Duration limit) {
        plan(at, () -> handle(new Event.Join(this, limit)));
    }

    /** Whether the rounds so far were complete, in order. */
    public List<Boolean> rounds() {
        return List.copyOf(rounds);
    }

    /** The virtual time, in nanoseconds. */
    public long now() {
        return now;
    }

    /**
     * Lets everything happen.
     *
     * @throws InvariantViolatedException if the machine breaks a rule
     */
    public void run() {
        while (true) {
            Planned next = agenda.peek();
            long deadline = scheduler.nextDeadline();
            if (next == null && deadline == Scheduler.NEVER) {
                break;
            }
            if (next != null && next.at() <= deadline) {
                now = agenda.remove().at();
                next.happening().run();
            } else {
                now = Math.max(now, deadline);
                handle(Event.Tick.TICK);
                check(scheduler.nextDeadline() > now, "a deadline that has passed was not acted on");
            }
        }
        check(slots.isEmpty(), "processes are left: " + slots.values());
        for (SimulatedJob job : jobs) {
            check(job.conclusion != null, job.job() + " has no outcome");
        }
    }

    private void plan(Duration at, Runnable happening) {
        agenda.add(new Planned(at.toNanos(), planned++, happening));
    }

    private void after(Duration delay, Runnable happening) {
        plan(Duration.ofNanos(now).plus(delay), happening);
    }

    private void handle(Event event) {
        List<Event> left = new ArrayList<>(leftStarts);
        leftStarts.clear();
        left.add(event);
        left.forEach(this::take);
    }

    private void take(Event event) {
        for (Decision decision : scheduler.handle(event, now)) {
            carryOut(decision);
        }
    }

    private void carryOut(Decision decision) {
        if (decision instanceof Decision.AskStart ask) {
            SimulatedJob job = (SimulatedJob) ask.job();
            after(job.behaviour.callbackTime(), () -> handle(new Event.StartAnswered(job, null)));
        } else if (decision instanceof Decision.Launch launch) {
            launch((SimulatedJob) launch.job(), launch.slot());
        } else if (decision instanceof Decision.Signal signal) {
            signal((SimulatedJob) signal.job(), signal.signal());
        } else if (decision instanceof Decision.Finish finish) {
            finish((SimulatedJob) finish.job(), finish);
        } else if (decision instanceof Decision.RoundEnded ended) {
            rounds.add(ended.complete());
        } else if (decision instanceof Decision.Sample) {
            after(Duration.ZERO, () -> handle(new Event.Sampled(Map.of())));
        } else if (decision instanceof Decision.Complain complaint) {
            check(false, complaint.message());
        }
    }

    private void launch(SimulatedJob job, int slot) {
        check(slots.put(slot, job) == null, "slot " + slot + " was given twice");
        job.slot = slot;
        int launch = ++job.launches;
        job.pending = null;
        after(job.behaviour.startLatency(), () -> {
            if (job.behaviour.startFails()) {
                slots.remove(slot);
                handle(new Event.NotStarted(job.id(), "simulated"));
                return;
            }
            job.alive = true;
            running++;
            check(running <= mostWorkers, running + " processes for " + mostWorkers + " workers");
            job.starts.add(now);
            after(job.behaviour.runs(), () -> exit(job, launch, false));
            report(job, new Event.Started(job.id(), 1000 + job.id(), now));
            if (job.pending != null) {
                signal(job, job.pending);
            }
        });
    }

    /** A start that nobody waits for is left for the next event to take along, as the real driver does. */
    private void report(SimulatedJob job, Event.Started event) {
        if (job.job().startDelay().isZero()) {
            leftStarts.add(event);
        } else {
            handle(event);
        }
    }

    private void signal(SimulatedJob job, Signal signal) {
        check(job.launches > 0, job.job() + " was signalled before a process was asked for");
        if (slots.get(job.slot) != job) {
            return; // it has ended, which the machine is about to hear
        }
        if (!job.alive) {
            job.pending = signal;
        } else if (signal == Signal.KILL || !job.behaviour.ignoresTerm()) {
            int launch = job.launches;
            after(job.behaviour.endLatency(), () -> exit(job, launch, true));
        }
    }

    private void exit(SimulatedJob job, int launch, boolean signalled) {
        if (!job.alive || job.launches != launch) {
            return; // it ended otherwise in the meantime
        }
        job.alive = false;
        running--;
        slots.remove(job.slot);
        ProcessExit exit = signalled
                ? ProcessExit.signalled(now, 15, Usage.unknown())
                : ProcessExit.exited(now, job.behaviour.exitCode(), Usage.unknown());
        handle(new Event.Exited(job.id(), exit));
    }

    private void finish(SimulatedJob job, Decision.Finish finish) {
        check(job.conclusion == null, job.job() + " was concluded twice");
        check(!job.alive, job.job() + " was concluded while its process runs");
        job.conclusion = finish.conclusion();
        job.concludedAt = now;
        if (job.needsSettling()) {
            after(job.behaviour.callbackTime(), () -> handle(new Event.Settled(job)));
        }
    }

    private void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new InvariantViolatedException(now, otherwise);
        }
    }
}
