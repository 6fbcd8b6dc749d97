package org.expool.simulator;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeSet;
import org.expool.Outcome;
import org.expool.Signal;
import org.expool.core.affinity.CpuLayout;
import org.expool.core.schedule.Decision;
import org.expool.core.schedule.Event;
import org.expool.core.schedule.SchedulerSettings;
import org.expool.core.schedule.TaskEntry;
import org.expool.simulator.SimulatedJob.Phase;
import org.expool.spi.MemoryReading;
import org.jspecify.annotations.Nullable;

/**
 * What can be known of a pool from outside the machine: everything follows from the events that it is told and the
 * decisions that it makes, by rules that are written down here a second time, as plainly as possible. Belongs to the
 * simulation's thread.
 */
final class ReferenceModel {

    /** How long an onStart holds a worker, in nanoseconds: the contract of JobBuilder.onStart. */
    static final long PATIENCE = 20_000_000;

    static final Comparator<SimulatedJob> ORDER =
            Comparator.<SimulatedJob>comparingInt(job -> -job.job().priority()).thenComparingLong(SimulatedJob::id);

    final SchedulerSettings settings;
    final StartDelays delays = new StartDelays();
    final RoundLimits round;
    long now;
    long nextDeadline = Long.MAX_VALUE;

    /** What all jobs together may hold, as far as the machine goes. */
    long granted = Long.MAX_VALUE;

    int workers;
    boolean paused;
    boolean closed;

    /** How the CPUs are divided; null while that was not told. */
    @Nullable
    CpuLayout layout;

    /** Whether it was closed and the last round is over. */
    boolean ended;

    boolean halted;

    /** Whether what was handed over last is to be refused. */
    boolean refusing;

    /** Those that hold a slot, and of these the ones of which it cannot be seen. */
    final Set<SimulatedJob> holders = new LinkedHashSet<>();

    final Set<SimulatedJob> asking = new LinkedHashSet<>();
    final TreeSet<SimulatedJob> ready = new TreeSet<>(ORDER);

    /** Those for which something did not succeed that they wait for. */
    final Set<SimulatedJob> doomed = new LinkedHashSet<>();

    /** Those that are not through with. */
    final Set<SimulatedJob> jobs = new LinkedHashSet<>();

    private final OpenTasks openTasks = new OpenTasks();

    /** Those that are not through with. */
    final Set<SimulatedTask> tasks = openTasks.all();

    /** One whose onStart has agreed, and of which it cannot be seen yet whether it held a slot. */
    private @Nullable SimulatedJob doubtful;

    private final ReferenceDependencies acquaintances = new ReferenceDependencies();
    private final PriorityQueue<SimulatedJob> backingOff =
            new PriorityQueue<>(Comparator.comparingLong(job -> job.nextAt));

    ReferenceModel(SchedulerSettings settings) {
        this.settings = settings;
        round = new RoundLimits(settings.timeout());
        workers = settings.workers();
    }

    /** An event that the machine is about to be told, and the time that has passed. */
    void tell(Event event) {
        wake();
        hear(event);
        for (SimulatedJob job : List.copyOf(asking)) {
            if (now - job.askedAt >= PATIENCE) {
                release(job);
            }
        }
    }

    private void wake() {
        while (!backingOff.isEmpty() && backingOff.peek().nextAt <= now) {
            SimulatedJob job = backingOff.remove();
            if (job.phase == Phase.BACKING_OFF) {
                makeReady(job);
            }
        }
    }

    private void hear(Event event) {
        if (event instanceof Event.Started started) {
            started(started);
        } else if (event instanceof Event.Submit submit) {
            admit(List.of(), List.of((SimulatedJob) submit.job()));
        } else if (event instanceof Event.Admit admit) {
            refusing = ended;
            if (ended) {
                return;
            }
            admit(
                    cast(admit.tasks()),
                    admit.jobs().stream().map(SimulatedJob.class::cast).toList());
        } else if (event instanceof Event.StartAnswered answer) {
            answered((SimulatedJob) answer.job(), answer.refusal() == null);
        } else if (event instanceof Event.Settled settled) {
            settle((SimulatedJob) settled.job());
        } else if (event instanceof Event.TaskSettled settled) {
            openTasks.settle((SimulatedTask) settled.task());
        } else if (event instanceof Event.TaskStartAnswered answer) {
            openTasks.startAnswered((SimulatedTask) answer.task(), answer.refusal() == null);
        } else if (event instanceof Event.CloseTask close) {
            ((SimulatedTask) close.task()).closed = true;
        } else if (event instanceof Event.CancelTask cancel) {
            OpenTasks.doom((SimulatedTask) cancel.task());
        } else {
            tellOfPool(event);
        }
    }

    private static List<SimulatedTask> cast(List<TaskEntry> tasks) {
        return tasks.stream().map(SimulatedTask.class::cast).toList();
    }

    private void measured(Event.MemorySampled event) {
        long sum = 0;
        for (SimulatedJob job : holders) {
            MemoryReading reading = event.readings().get(SimulatedProcesses.pid(job));
            if (job.phase == Phase.RUNNING && reading != null) {
                job.heldBytes = reading.bytes();
                job.mostSeen = Math.max(job.mostSeen, job.heldBytes);
            }
            sum += job.isLaunched() ? job.heldBytes : 0;
        }
        if (event.machine() != null && settings.memory() != null) {
            granted = sum + event.machine().availableBytes() - settings.memory().reserveBytes();
        }
    }

    /** What all jobs together may hold, whatever the machine has. */
    long poolLimit() {
        return settings.memory() == null ? Long.MAX_VALUE : settings.memory().limitBytes();
    }

    private void tellOfPool(Event event) {
        if (event instanceof Event.MemorySampled measured) {
            measured(measured);
        } else if (event instanceof Event.Pause pause) {
            paused = pause.paused();
        } else if (event instanceof Event.Resize resize) {
            workers = resize.workers();
            if (resize.postpone()) {
                asking.forEach(job -> job.unsure = job.holding);
                delays.doubt();
            }
        } else if (event instanceof Event.CpuLayoutKnown divide) {
            layout = divide.layout();
        } else if (event instanceof Event.Join join) {
            round.joined(join.waiter(), join.limit());
        } else if (event instanceof Event.Close close) {
            round.joined(close.waiter(), null);
            closed = true;
            delays.lift();
        } else if (event instanceof Event.CancelAll) {
            delays.lift();
        }
    }

    private void started(Event.Started event) {
        for (SimulatedJob job : holders) {
            if (job.id() == event.id()) {
                job.phase = Phase.RUNNING;
                job.startedAt = event.at();
                delays.started(job, event.at());
            }
        }
    }

    private void admit(List<SimulatedTask> newTasks, List<SimulatedJob> newJobs) {
        refusing = acquaintances.add(newTasks, newJobs);
        if (refusing) {
            return;
        }
        newTasks.forEach(openTasks::open);
        for (SimulatedJob job : newJobs) {
            round.submitted(now);
            jobs.add(job);
            OpenTasks.countIn(job.simulatedTask());
            for (Completion fate : job.prerequisites) {
                if (fate.failed()) {
                    doomed.add(job);
                } else if (!fate.over) {
                    job.waits++;
                    fate.dependents.add(job);
                }
            }
            if (job.waits == 0) {
                makeReady(job);
            } else {
                job.phase = Phase.BLOCKED;
            }
        }
    }

    private void makeReady(SimulatedJob job) {
        job.phase = Phase.READY;
        ready.add(job);
    }

    private void answered(SimulatedJob job, boolean agreed) {
        asking.remove(job);
        if (agreed) {
            job.agreedAttempt = job.attempt();
            if (!job.unsure && job.holding && (paused || delays.hold(job, now))) {
                release(job);
            }
            if (!job.holding) {
                makeReady(job);
            }
            doubtful = job.unsure ? job : null;
        }
    }

    private void settle(SimulatedJob job) {
        job.phase = Phase.DONE;
        jobs.remove(job);
        OpenTasks.countOut(job.simulatedTask());
    }

    /** A decision that is about to be carried out. */
    void take(Decision decision) {
        if (decision instanceof Decision.Launch launch) {
            launched((SimulatedJob) launch.job(), launch);
        } else if (decision instanceof Decision.Finish finish) {
            finished((SimulatedJob) finish.job(), finish.conclusion().outcome());
        } else if (decision instanceof Decision.AskStart ask) {
            asked((SimulatedJob) ask.job());
        } else if (decision instanceof Decision.AttemptEnded ended) {
            attemptEnded((SimulatedJob) ended.job(), ended);
        } else if (decision instanceof Decision.Freeze freeze) {
            ((SimulatedJob) freeze.job()).freeze(freeze.frozen(), now);
        } else if (decision instanceof Decision.Send signal) {
            signalled((SimulatedJob) signal.job(), signal.signal());
        } else if (decision instanceof Decision.AskTaskStart ask) {
            ((SimulatedTask) ask.task()).phase = SimulatedTask.Phase.STARTING;
        } else if (decision instanceof Decision.AnnounceTask announce) {
            openTasks.announced((SimulatedTask) announce.task(), now);
        } else if (decision instanceof Decision.FinishTask finish) {
            finished((SimulatedTask) finish.task(), finish.standing());
        } else if (decision instanceof Decision.RoundEnded) {
            doubtDelaysIfExpired();
            round.ended();
            acquaintances.clear();
            halted = false;
            ended = closed;
        }
    }

    private void signalled(SimulatedJob job, Signal signal) {
        if (job.isWarning(signal)) {
            job.warnings++;
        } else {
            job.signal(signal, now);
        }
    }

    private void asked(SimulatedJob job) {
        hold(job);
        job.phase = Phase.ASKING;
        job.askedAttempt = job.attempt();
        job.askedAt = now;
        asking.add(job);
    }

    private void launched(SimulatedJob job, Decision.Launch launch) {
        if (!job.holding) {
            hold(job);
        }
        job.unsure = false;
        job.held = job.cpus();
        ready.remove(job);
        job.launch(launch);
    }

    private void hold(SimulatedJob job) {
        ready.remove(job);
        job.holding = true;
        job.held = job.cpus();
        holders.add(job);
        delays.taken(job);
    }

    private void release(SimulatedJob job) {
        if (job.holding) {
            job.holding = false;
            job.held = null;
            job.unsure = false;
            holders.remove(job);
            delays.released(job);
        }
    }

    private void attemptEnded(SimulatedJob job, Decision.AttemptEnded ended) {
        release(job);
        job.endedAttempts++;
        job.nextAt = ended.nextAt();
        if (job.nextAt <= now) {
            makeReady(job);
        } else {
            job.phase = Phase.BACKING_OFF;
            backingOff.add(job);
        }
    }

    private void finished(SimulatedJob job, Outcome outcome) {
        release(job);
        ready.remove(job);
        asking.remove(job);
        doomed.remove(job);
        boolean success = outcome instanceof Outcome.Succeeded;
        over(job.fate, success);
        if (!success && settings.haltOnFailure()) {
            halted = true;
            delays.lift();
        }
        if (job.needsSettling()) {
            job.phase = Phase.SETTLING;
        } else {
            settle(job);
        }
    }

    private void finished(SimulatedTask task, TaskEntry.TaskSnapshot standing) {
        task.end = standing;
        over(task.fate, standing.terminated() == 0);
        openTasks.finished(task);
    }

    private void over(Completion fate, boolean success) {
        fate.end(success);
        for (SimulatedJob job : fate.dependents) {
            if (job.phase == Phase.BLOCKED) {
                if (!success) {
                    doomed.add(job);
                } else if (--job.waits == 0) {
                    makeReady(job);
                }
            }
        }
        fate.dependents.clear();
    }

    /** All decisions of an event have been carried out. */
    void advance() {
        if (doubtful != null && doubtful.phase == Phase.ASKING) {
            release(doubtful); // it had given up its slot, else it would have been launched
            makeReady(doubtful);
        }
        doubtful = null;
        openTasks.expire(now);
        doubtDelaysIfExpired();
        round.advance(now);
    }

    /** They are lifted if there was something to end. */
    private void doubtDelaysIfExpired() {
        if (!round.isExpired() && round.isUp(now)) {
            delays.doubt();
        }
    }

    /** Whether no job could start now, whatever the job. */
    boolean isBusy() {
        return paused || holders.size() >= workers || delays.holdAny(now);
    }
}
