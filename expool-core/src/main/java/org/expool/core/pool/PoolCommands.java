package org.expool.core.pool;

import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Executor;
import org.expool.Job;
import org.expool.JobResult;
import org.expool.JobStart;
import org.expool.MemorySize;
import org.expool.MemoryTotals;
import org.expool.Outcome;
import org.expool.Signal;
import org.expool.TaskSummary;
import org.expool.core.memory.RecordedRun;
import org.expool.core.schedule.AttemptEnd;
import org.expool.core.schedule.Event;
import org.expool.core.schedule.Fact;
import org.expool.core.schedule.JobEntry;
import org.expool.core.schedule.JobProbe;
import org.expool.core.schedule.TaskEntry;
import org.expool.core.schedule.TaskEntry.TaskSnapshot;
import org.expool.spi.LaunchSession;
import org.expool.spi.support.Mailbox;
import org.jspecify.annotations.Nullable;

/**
 * Carries out what the scheduler decides, on real processes, callbacks and listeners. Called by the thread that drains
 * events; what may block on a process, a file or user code runs on other threads.
 */
final class PoolCommands implements CallerAnswers {

    private static final Logger LOG = System.getLogger(PoolCommands.class.getName());

    private final Mailbox<Event> events;
    private final PoolCounters counters;
    private final LaunchRequestFactory requests;
    private final ResultFactory results;
    /** Runs callbacks and other slow work of single jobs; no job waits there for another. */
    private final Executor slow;

    private final Publisher publisher;
    private final MemorySubsystem memory;
    private final CpuPlacer placer;
    private final PoolRuntime runtime;

    /** The job whose start delay the scheduler waits for; 0 for none. */
    private volatile long delayed;

    private volatile boolean frozen;

    /** Set before the engine's thread starts. */
    private @Nullable LaunchSession session;

    PoolCommands(
            Mailbox<Event> events,
            PoolCounters counters,
            LaunchRequestFactory requests,
            ResultFactory results,
            Executor slow,
            Publisher publisher,
            MemorySubsystem memory,
            CpuPlacer placer,
            PoolRuntime runtime) {
        this.events = events;
        this.counters = counters;
        this.requests = requests;
        this.results = results;
        this.slow = slow;
        this.publisher = publisher;
        this.memory = memory;
        this.placer = placer;
        this.runtime = runtime;
    }

    void use(LaunchSession processes) {
        session = processes;
    }

    LaunchSession processes() {
        if (session == null) {
            throw new IllegalStateException("the engine was started without a launcher");
        }
        return session;
    }

    /** The user freezes or thaws the pool: a process that starts while it is frozen must be frozen at once. */
    void freezing(boolean freeze) {
        frozen = freeze;
    }

    /** Whether the start of a process must be known at once: for the start delay, or to freeze it. */
    boolean isStartAwaited(long job) {
        return delayed == job || frozen;
    }

    @Override
    public void callOnStart(TaskEntry task) {
        slow.execute(() -> {
            String refusal = "the onStart of " + task.task() + " failed";
            try {
                refusal = Callbacks.start(task.task());
            } finally {
                events.send(new Event.TaskStartAnswered(task, refusal));
            }
        });
    }

    @Override
    public void taskStarted(TaskEntry task, TaskSnapshot snapshot) {
        if (publisher.hasListeners()) {
            publisher.taskStarted(results.summary(task, snapshot));
        }
    }

    @Override
    public void taskFinished(TaskEntry entry, TaskSnapshot snapshot) {
        SubmittedTask task = (SubmittedTask) entry;
        TaskSummary end = results.summary(task, snapshot);
        if (task.task().onDone() == null && task.task().onFinish() == null) {
            publisher.taskFinished(task, end);
            return;
        }
        slow.execute(() -> {
            try {
                Callbacks.finish(end);
            } finally {
                publisher.taskFinished(task, end);
                events.send(new Event.TaskSettled(task));
            }
        });
    }

    @Override
    public void callOnStart(JobEntry job) {
        JobStart start = results.start(job, job.attempt(), 0, runtime.nanoTime());
        slow.execute(() -> {
            String refusal = "its onStart failed";
            try {
                refusal = Callbacks.start(start);
            } finally {
                events.send(new Event.StartAnswered(job, refusal));
            }
        });
    }

    @Override
    public void launch(JobEntry entry, int slot, long promisedBytes, @Nullable MemorySize limit) {
        SubmittedJob job = (SubmittedJob) entry;
        if (!job.job().startDelay().isZero()) {
            delayed = job.id();
        }
        runtime.launching(job.id(), job.job(), job.attempt());
        try {
            processes().start(requests.request(job, slot, limitOfTree(job.job(), limit)));
        } catch (UncheckedIOException e) {
            events.send(new Event.NotStarted(
                    job.id(), new Outcome.NotStarted(Outcome.NotStarted.Cause.STREAM, String.valueOf(e.getMessage()))));
        } catch (RuntimeException e) { // a provider's fault costs one start
            UserCodeErrors.log(LOG, "the start of " + job.job() + " failed unexpectedly", e);
            events.send(new Event.NotStarted(
                    job.id(),
                    new Outcome.NotStarted(
                            Outcome.NotStarted.Cause.OTHER,
                            "the start failed unexpectedly: " + UserCodeErrors.describe(e))));
        }
    }

    /** The kernel limits all processes of a job together; where only some of them count, samples decide instead. */
    private @Nullable MemorySize limitOfTree(Job job, @Nullable MemorySize limit) {
        MemoryWatch watch = memory.watch();
        return watch != null && watch.countsTree(job) ? limit : null;
    }

    @Override
    public void started(JobEntry entry, int attempt, long pid, long at, int running) {
        counters.started(running);
        SubmittedJob job = (SubmittedJob) entry;
        if (memory.watch() != null) {
            memory.watch().started(job, pid);
        }
        if (placer.mustBeChecked(job, at)) {
            if (placer.isBoundAtOnce()) {
                slow.execute(() -> checkPlacement(job, pid));
            } else if (memory.watch() != null) {
                placer.watch(pid, job);
            }
        }
        if (publisher.hasListeners()) {
            publisher.started(results.start(job, attempt, pid, at));
        }
    }

    private void checkPlacement(SubmittedJob job, long pid) {
        placer.mismatch(job, pid).ifPresent(what -> publisher.warn(LOG, what, null));
    }

    @Override
    public void probe(JobEntry entry, int attempt) {
        SubmittedJob job = (SubmittedJob) entry;
        slow.execute(() -> {
            JobProbe probe = JobProbe.UNKNOWN;
            try {
                probe = new JobProbe(processes().cpuNanos(job.id()).orElse(-1), requests.lastOutput(job, attempt));
            } finally {
                events.send(new Event.JobProbed(job, attempt, probe));
            }
        });
    }

    @Override
    public void freeze(JobEntry job, boolean frozen) {
        processes().freeze(job.id(), frozen);
    }

    @Override
    public void signal(JobEntry job, Signal signal) {
        processes().signal(job.id(), signal);
    }

    @Override
    public void sampleMemory(Collection<Long> pids) {
        placer.due(pids).forEach((pid, job) -> slow.execute(() -> checkPlacement(job, pid)));
        MemoryWatch watch = memory.watch();
        if (watch != null) {
            memory.sample(() -> {
                watch.oomKilled(pids, processes()).forEach(events::send);
                events.send(watch.sample(pids, processes()));
            });
        }
    }

    @Override
    public void reclaim(JobEntry job, long bytes) {
        processes().reclaim(job.id(), bytes);
    }

    @Override
    public void recordRun(RecordedRun run) {
        if (memory.history() != null) {
            memory.history().keep(run);
        }
    }

    @Override
    public void tell(Fact fact) {
        publisher.tell(fact);
    }

    @Override
    public void attemptEnded(JobEntry entry, AttemptEnd end, long nextAt) {
        SubmittedJob job = (SubmittedJob) entry;
        job.attemptEnded(new EndedAttempt(end, nextAt, job.placement())); // the next launch overwrites it
        forget(job, end);
        if (Streams.leavesOutput(job.job())) {
            slow.execute(() -> results.earlier(job));
        } else {
            results.earlier(job);
        }
    }

    private void forget(SubmittedJob job, AttemptEnd end) {
        if (memory.watch() != null) {
            memory.watch().ended(job, end.pid());
        }
    }

    @Override
    public void finished(JobEntry entry, AttemptEnd end) {
        SubmittedJob job = (SubmittedJob) entry;
        forget(job, end);
        if (!job.needsSettling()) {
            publish(job, results.result(job, end));
            return;
        }
        slow.execute(() -> {
            JobResult result = results.bareResult(job, end);
            try {
                result = results.result(job, end);
                Callbacks.finish(result);
            } finally {
                publish(job, result);
                events.send(new Event.Settled(job));
            }
        });
    }

    private void publish(SubmittedJob job, JobResult result) {
        counters.ended(result, runtime.nanoTime());
        publisher.finished(job, result);
    }

    @Override
    public void roundEnded(List<Object> waiters, boolean complete, @Nullable MemoryTotals memory) {
        if (memory != null) {
            counters.balanced(memory);
        }
        publisher.roundEnded(waiters, complete, memory);
    }

    @Override
    public void warn(String message, @Nullable Throwable fault) {
        publisher.warn(LOG, message, fault);
    }
}
