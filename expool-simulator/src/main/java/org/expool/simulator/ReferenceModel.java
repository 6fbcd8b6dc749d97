package org.expool.simulator;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeSet;
import org.expool.MemorySize;
import org.expool.MemoryTotals;
import org.expool.Outcome;
import org.expool.PoolCounts;
import org.expool.Signal;
import org.expool.core.affinity.CpuLayout;
import org.expool.core.schedule.AttemptEnd;
import org.expool.core.schedule.Event;
import org.expool.core.schedule.JobEntry;
import org.expool.core.schedule.SchedulerSettings;
import org.expool.core.schedule.TaskEntry;
import org.expool.core.schedule.TaskEntry.TaskSnapshot;
import org.expool.simulator.SimulatedJob.Phase;
import org.jspecify.annotations.Nullable;

/**
 * What can be known of a pool from outside the scheduler: it follows from the events that the scheduler handles and the
 * commands that it gives, by rules that are written down here a second time, as plainly as possible. Not thread-safe.
 */
final class ReferenceModel extends CommandsAdapter implements Event.Handler {

    /** How long an onStart may occupy a worker, in nanoseconds: the contract of JobBuilder.onStart. */
    static final long ON_START_TIMEOUT = 20_000_000;

    static final Comparator<SimulatedJob> ORDER =
            Comparator.<SimulatedJob>comparingInt(job -> -job.job().priority()).thenComparingLong(SimulatedJob::id);

    final SchedulerSettings settings;
    final StartDelays delays = new StartDelays();
    final RoundLimits round;
    final ReferenceMemory memory;
    long now;
    long nextDeadline = Long.MAX_VALUE;

    /** What the scheduler has counted; and what it counts anew, after some events, else the same. */
    PoolCounts counts = new PoolCounts(Map.of(), Map.of());

    PoolCounts recount = counts;

    int workers;

    /** The largest number of workers so far. */
    int mostWorkers;

    boolean paused;

    /** Whether the scheduler had a fault, which ends jobs and tasks in other ways. */
    boolean faulted;

    /** Whether the user has frozen the pool. */
    boolean frozen;

    boolean closed;

    /** How the CPUs are divided; null while that is unknown. */
    @Nullable
    CpuLayout layout;

    /** Whether it was closed and the last round is over. */
    boolean ended;

    boolean halted;

    /** Whether the last submission must be refused. */
    boolean refusing;

    /** Those that occupy a slot, and those among them that may have given it up. */
    final Set<SimulatedJob> occupants = new LinkedHashSet<>();

    final Set<SimulatedJob> runningOnStart = new LinkedHashSet<>();
    final TreeSet<SimulatedJob> ready = new TreeSet<>(ORDER);

    /** Those with a failed prerequisite. */
    final Set<SimulatedJob> cannotStart = new LinkedHashSet<>();

    /** Those that have not settled. */
    final Set<SimulatedJob> jobs = new LinkedHashSet<>();

    /** All that were submitted in this round. */
    final List<SimulatedJob> ofRound = new ArrayList<>();

    private final ReferenceTasks openTasks = new ReferenceTasks();

    /** Those that have not settled. */
    final Set<SimulatedTask> tasks = openTasks.all();

    /** A job whose onStart has agreed, while it is unknown whether it kept its slot. */
    private @Nullable SimulatedJob doubtful;

    private final ReferenceDependencies dependencies = new ReferenceDependencies();
    private final PriorityQueue<SimulatedJob> backingOff =
            new PriorityQueue<>(Comparator.comparingLong(job -> job.nextAt));

    ReferenceModel(SchedulerSettings settings) {
        this.settings = settings;
        round = new RoundLimits(settings.timeout());
        memory = new ReferenceMemory(settings.memory());
        workers = settings.workers();
        mostWorkers = workers;
    }

    /** The scheduler is about to handle an event at this time. */
    void tell(Event event) {
        wake();
        event.accept(this);
        for (SimulatedJob job : List.copyOf(runningOnStart)) {
            if (now - job.onStartAt >= ON_START_TIMEOUT) {
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

    @Override
    public void submit(Event.Submit event) {
        admit(List.of(), List.of((SimulatedJob) event.job()));
    }

    @Override
    public void admit(Event.Admit event) {
        refusing = ended;
        if (!ended) {
            admit(
                    cast(event.tasks()),
                    event.jobs().stream().map(SimulatedJob.class::cast).toList());
        }
    }

    @Override
    public void withdrawn(Event.Withdrawn event) {}

    @Override
    public void closeTask(Event.CloseTask event) {
        ((SimulatedTask) event.task()).closed = true;
    }

    @Override
    public void cancelTask(Event.CancelTask event) {
        ReferenceTasks.cancel((SimulatedTask) event.task());
    }

    @Override
    public void taskStartAnswered(Event.TaskStartAnswered event) {
        openTasks.startAnswered((SimulatedTask) event.task(), event.refusal() == null);
    }

    @Override
    public void taskSettled(Event.TaskSettled event) {
        openTasks.settle((SimulatedTask) event.task());
    }

    @Override
    public void startAnswered(Event.StartAnswered event) {
        answered((SimulatedJob) event.job(), event.refusal() == null);
    }

    @Override
    public void started(Event.Started event) {
        for (SimulatedJob job : occupants) {
            if (job.id() == event.id()) {
                job.phase = Phase.RUNNING;
                job.startedAt = event.at();
                job.limitKept = event.limitEnforced();
                delays.started(job, event.at());
            }
        }
    }

    @Override
    public void notStarted(Event.NotStarted event) {}

    @Override
    public void exited(Event.Exited event) {}

    @Override
    public void processLost(Event.ProcessLost event) {}

    @Override
    public void settled(Event.Settled event) {
        settle((SimulatedJob) event.job());
    }

    @Override
    public void memorySampled(Event.MemorySampled event) {
        memory.sampled(event, occupants);
    }

    @Override
    public void historyLoaded(Event.HistoryLoaded event) {}

    @Override
    public void pressure(Event.Pressure event) {}

    @Override
    public void oomKilled(Event.OomKilled event) {}

    @Override
    public void cancel(Event.Cancel event) {}

    @Override
    public void cancelAll(Event.CancelAll event) {
        delays.lift();
    }

    @Override
    public void resize(Event.Resize event) {
        workers = event.workers();
        mostWorkers = Math.max(mostWorkers, workers);
        if (event.postpone()) {
            runningOnStart.forEach(job -> job.unsure = job.occupies);
            delays.doubt();
        }
    }

    @Override
    public void jobProbed(Event.JobProbed event) {
        ((SimulatedJob) event.job()).probed = false;
    }

    @Override
    public void freeze(Event.Freeze event) {
        frozen = event.frozen();
    }

    @Override
    public void cpuLayoutKnown(Event.CpuLayoutKnown event) {
        layout = event.layout();
    }

    @Override
    public void pause(Event.Pause event) {
        paused = event.paused();
    }

    @Override
    public void inspect(Event.Inspect event) {}

    @Override
    public void cleared() {}

    @Override
    public void join(Event.Join event) {
        round.joined(event.waiter(), event.limit());
    }

    @Override
    public void close(Event.Close event) {
        round.joined(event.waiter(), null);
        closed = true;
        delays.lift();
    }

    @Override
    public void tick() {}

    private static List<SimulatedTask> cast(List<TaskEntry> tasks) {
        return tasks.stream().map(SimulatedTask.class::cast).toList();
    }

    private void admit(List<SimulatedTask> newTasks, List<SimulatedJob> newJobs) {
        refusing = dependencies.add(newTasks, newJobs);
        if (refusing) {
            return;
        }
        newTasks.forEach(openTasks::open);
        for (SimulatedJob job : newJobs) {
            round.submitted(now);
            jobs.add(job);
            ofRound.add(job);
            job.submittedAt = now;
            ReferenceTasks.countIn(job.simulatedTask());
            for (Completion completion : job.prerequisites) {
                if (completion.failed()) {
                    cannotStart.add(job);
                } else if (!completion.completed) {
                    job.waits++;
                    completion.dependents.add(job);
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
        runningOnStart.remove(job);
        if (agreed) {
            job.agreedAttempt = job.attempt();
            if (!job.unsure && job.occupies && (paused || frozen || delays.blocks(job, now))) {
                release(job);
            }
            if (!job.occupies) {
                makeReady(job);
            }
            doubtful = job.unsure ? job : null;
        }
    }

    private void settle(SimulatedJob job) {
        job.phase = Phase.DONE;
        jobs.remove(job);
        ReferenceTasks.countOut(job.simulatedTask());
    }

    @Override
    public void launch(JobEntry entry, int slot, long promisedBytes, @Nullable MemorySize limit) {
        SimulatedJob job = (SimulatedJob) entry;
        if (!job.occupies) {
            occupy(job);
        }
        job.unsure = false;
        job.grant = job.cpus();
        ready.remove(job);
        job.launch(promisedBytes, limit);
    }

    @Override
    public void finished(JobEntry entry, AttemptEnd end) {
        SimulatedJob job = (SimulatedJob) entry;
        release(job);
        ready.remove(job);
        runningOnStart.remove(job);
        cannotStart.remove(job);
        boolean success = end.outcome() instanceof Outcome.Succeeded;
        completed(job.completion, success);
        if (!success && settings.haltOnFailure()) {
            halted = true;
            delays.lift();
        }
        if (job.needsSettling()) {
            job.phase = Phase.RUNNING_CALLBACKS;
        } else {
            settle(job);
        }
    }

    @Override
    public void callOnStart(JobEntry entry) {
        SimulatedJob job = (SimulatedJob) entry;
        occupy(job);
        job.phase = Phase.RUNNING_ON_START;
        job.onStartAttempt = job.attempt();
        job.onStartAt = now;
        runningOnStart.add(job);
    }

    @Override
    public void attemptEnded(JobEntry entry, AttemptEnd end, long nextAt) {
        SimulatedJob job = (SimulatedJob) entry;
        release(job);
        job.endedAttempts++;
        job.nextAt = nextAt;
        if (nextAt <= now) {
            makeReady(job);
        } else {
            job.phase = Phase.BACKING_OFF;
            backingOff.add(job);
        }
    }

    @Override
    public void warn(String message, @Nullable Throwable fault) {
        faulted |= fault instanceof InjectedFaultException;
    }

    @Override
    public void probe(JobEntry entry, int attempt) {
        ((SimulatedJob) entry).probed = true;
    }

    @Override
    public void freeze(JobEntry entry, boolean frozen) {
        ((SimulatedJob) entry).freeze(frozen, now);
    }

    @Override
    public void signal(JobEntry entry, Signal signal) {
        SimulatedJob job = (SimulatedJob) entry;
        if (job.isWarning(signal)) {
            job.warnings++;
        } else {
            job.signal(signal, now);
        }
    }

    @Override
    public void callOnStart(TaskEntry entry) {
        ((SimulatedTask) entry).phase = SimulatedTask.Phase.STARTING;
    }

    @Override
    public void taskStarted(TaskEntry entry, TaskSnapshot snapshot) {
        openTasks.announced((SimulatedTask) entry, now);
    }

    @Override
    public void taskFinished(TaskEntry entry, TaskSnapshot snapshot) {
        SimulatedTask task = (SimulatedTask) entry;
        task.end = snapshot;
        completed(task.completion, snapshot.terminated() == 0);
        openTasks.finished(task);
    }

    @Override
    public void roundEnded(List<Object> waiters, boolean complete, @Nullable MemoryTotals totals) {
        doubtDelaysIfExpired();
        round.ended();
        ofRound.clear();
        dependencies.clear();
        halted = false;
        ended = closed;
    }

    private void occupy(SimulatedJob job) {
        ready.remove(job);
        job.occupies = true;
        job.grant = job.cpus();
        occupants.add(job);
        delays.taken(job);
    }

    private void release(SimulatedJob job) {
        if (job.occupies) {
            job.occupies = false;
            job.grant = null;
            job.unsure = false;
            occupants.remove(job);
            delays.released(job);
        }
    }

    private void completed(Completion completion, boolean success) {
        completion.end(success);
        for (SimulatedJob job : completion.dependents) {
            if (job.phase == Phase.BLOCKED) {
                if (!success) {
                    cannotStart.add(job);
                } else if (--job.waits == 0) {
                    makeReady(job);
                }
            }
        }
        completion.dependents.clear();
    }

    /** All commands of an event have been carried out. */
    void advance() {
        if (doubtful != null && doubtful.phase == Phase.RUNNING_ON_START) {
            release(doubtful); // it had given up its slot, else it would have been launched
            makeReady(doubtful);
        }
        doubtful = null;
        openTasks.expire(now);
        doubtDelaysIfExpired();
        round.advance(now);
    }

    /** They are lifted if there was a job to end. */
    private void doubtDelaysIfExpired() {
        if (!round.isExpired() && round.isUp(now)) {
            delays.doubt();
        }
    }

    /** Whether no job may start now. */
    boolean isBusy() {
        return paused || frozen || occupants.size() >= workers || delays.blocksAny(now);
    }
}
