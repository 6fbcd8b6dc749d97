package org.expool.core.pool;

import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.expool.Job;
import org.expool.JobResult;
import org.expool.JobStart;
import org.expool.MemorySize;
import org.expool.Outcome;
import org.expool.TaskSummary;
import org.expool.Usage;
import org.expool.core.schedule.AttemptEnd;
import org.expool.core.schedule.Decision;
import org.expool.core.schedule.Event;
import org.expool.core.schedule.Inspection;
import org.expool.core.schedule.JobEntry;
import org.expool.core.schedule.JobProbe;
import org.expool.core.schedule.Scheduler;
import org.expool.core.schedule.TaskEntry;
import org.expool.spi.EventWait;
import org.expool.spi.LaunchEvents;
import org.expool.spi.LaunchRequest;
import org.expool.spi.LaunchSession;
import org.expool.spi.ProcessExit;
import org.jspecify.annotations.Nullable;

/**
 * Drives the machine: a thread sleeps until the next event or deadline, asks the machine, and hands what it decides to
 * those who carry it out; threads that report ends do so as well, one at a time ({@link EventLoop}). Nothing here waits for a process, a file or
 * a user's code.
 */
final class Engine implements LaunchEvents, Runnable {

    private static final Logger LOG = System.getLogger(Engine.class.getName());

    private final Mailbox<Event> mailbox = new Mailbox<>();

    private final EventLoop loop;
    private final Scheduler scheduler;
    private final PoolCounters ledger;
    private final LaunchRequestFactory requests;
    private final ResultFactory results;
    /** Where callbacks and other slow things of single jobs run; no job waits there for another. */
    private final Executor slow;

    private final Publisher publisher;
    private final MemorySubsystem memory;
    private final CpuPlacer placements;

    /** The job of whose start delay the machine waits to hear that it has begun; 0 for none. */
    private volatile long delayed;

    /** Both set before the thread starts. */
    private @Nullable LaunchSession session;

    private EventWait wait = new ParkedWait();

    Engine(
            Scheduler scheduler,
            PoolCounters ledger,
            LaunchRequestFactory requests,
            Executor slow,
            Publisher publisher,
            MemorySubsystem memory,
            CpuPlacer placements) {
        this.scheduler = scheduler;
        this.loop = new EventLoop(mailbox, scheduler, this::carryOut);
        this.ledger = ledger;
        this.requests = requests;
        this.results = new ResultFactory(requests, publisher);
        this.slow = slow;
        this.publisher = publisher;
        this.memory = memory;
        this.placements = placements;
    }

    void use(LaunchSession processes) {
        session = processes;
        EventWait ofSession = processes.eventWait();
        if (ofSession != null) {
            wait = ofSession;
        }
    }

    /** Returns false if the engine has ended. */
    boolean send(Event event) {
        return mailbox.send(event);
    }

    /** Ends the thread when all events sent so far are dealt with. */
    void stop() {
        mailbox.close();
    }

    /**
     * Nobody waits for a start but listeners and a start delay: any other is left for the next event or deadline to
     * take along, which saves waking this thread for each job.
     */
    @Override
    public void started(long id, long pid, long nanos) {
        mailbox.leave(new Event.Started(id, pid, nanos, processes().keepsMemoryLimit(id)));
        if (publisher.hasListeners() || delayed == id) {
            mailbox.wake();
        }
    }

    @Override
    public void notStarted(long id, Outcome.NotStarted why) {
        send(new Event.NotStarted(id, why));
    }

    @Override
    public void exited(long id, ProcessExit exit) {
        if (mailbox.leave(new Event.Exited(id, exit))) {
            loop.takeTurn();
        }
    }

    @Override
    public void run() {
        try {
            loop.run(wait);
        } catch (RuntimeException | Error e) {
            try {
                loop.end(left -> collapse(e, left));
            } finally {
                processes().close();
            }
        }
    }

    private void carryOut(Decision decision) {
        if (decision instanceof Decision.Launch launch) {
            launch((SubmittedJob) launch.job(), launch.slot(), launch.limit());
        } else if (decision instanceof Decision.Announce announce) {
            announce(announce);
        } else if (decision instanceof Decision.Finish finish) {
            finish((SubmittedJob) finish.job(), finish.conclusion());
        } else if (decision instanceof Decision.AskStart ask) {
            askStart(ask);
        } else if (decision instanceof Decision.Send signal) {
            processes().signal(signal.job().id(), signal.signal());
        } else if (decision instanceof Decision.Look look) {
            look((SubmittedJob) look.job(), look.attempt());
        } else if (decision instanceof Decision.Freeze freeze) {
            processes().freeze(freeze.job().id(), freeze.frozen());
        } else if (decision instanceof Decision.AttemptEnded ended) {
            attemptEnded(ended);
        } else if (decision instanceof Decision.RoundEnded ended) {
            if (ended.memory() != null) {
                ledger.balanced(ResultFactory.totals(ended.memory()));
            }
            publisher.roundEnded(ended.waiters(), ended.complete());
        } else if (decision instanceof Decision.Admitted answer) {
            answer(answer.waiter(), Optional.of(answer.problems()));
        } else if (decision instanceof Decision.Refused refused) {
            refuse(refused.waiter());
        } else if (decision instanceof Decision.Inspected answer) {
            answer(answer.waiter(), answer.found());
        } else if (decision instanceof Decision.Complain complaint) {
            LOG.log(Level.WARNING, complaint.message());
        } else {
            carryOutForMemory(decision);
        }
    }

    private void carryOutForMemory(Decision decision) {
        if (decision instanceof Decision.Sample sample) {
            placements.due(sample.pids()).forEach((pid, job) -> slow.execute(() -> placements.check(job, pid)));
            sample(sample);
        } else if (decision instanceof Decision.Reclaim reclaim) {
            processes().reclaim(reclaim.job().id(), reclaim.bytes());
        } else if (decision instanceof Decision.Learn learn) {
            if (memory.history() != null) {
                memory.history().keep(learn.run());
            }
        } else if (decision instanceof Decision.Explain explain) {
            if (publisher.hasListeners()) {
                publisher.memoryChanged(ResultFactory.action(explain));
            }
        } else {
            carryOutForTask(decision);
        }
    }

    private void carryOutForTask(Decision decision) {
        if (decision instanceof Decision.AskTaskStart ask) {
            askTaskStart(ask.task());
        } else if (decision instanceof Decision.AnnounceTask announce) {
            if (publisher.hasListeners()) {
                publisher.taskStarted(results.summary(announce.task(), announce.standing()));
            }
        } else if (decision instanceof Decision.FinishTask finish) {
            finishTask((SubmittedTask) finish.task(), results.summary(finish.task(), finish.standing()));
        } else {
            throw new IllegalStateException("nobody carries out " + decision);
        }
    }

    private static void refuse(Object waiter) {
        answer(waiter, Optional.<List<String>>empty());
    }

    @SuppressWarnings("unchecked") // the pool hands no other waiter to the machine
    private static <T> void answer(Object waiter, T answer) {
        ((CompletableFuture<T>) waiter).complete(answer);
    }

    private void askTaskStart(TaskEntry task) {
        slow.execute(() -> {
            String refusal = "the onStart of " + task.task() + " failed";
            try {
                refusal = Callbacks.start(task.task());
            } finally {
                send(new Event.TaskStartAnswered(task, refusal));
            }
        });
    }

    private void finishTask(SubmittedTask task, TaskSummary end) {
        if (task.task().onDone() == null && task.task().onFinish() == null) {
            publisher.taskFinished(task, end);
            return;
        }
        slow.execute(() -> {
            try {
                Callbacks.finish(end);
            } finally {
                publisher.taskFinished(task, end);
                send(new Event.TaskSettled(task));
            }
        });
    }

    private void attemptEnded(Decision.AttemptEnded ended) {
        SubmittedJob job = (SubmittedJob) ended.job();
        job.attempted(ended);
        forget(ended.conclusion());
        if (LaunchRequestFactory.leavesOutput(job.job())) {
            slow.execute(() -> results.earlier(job));
        } else {
            results.earlier(job);
        }
    }

    private void look(SubmittedJob job, int attempt) {
        slow.execute(() -> {
            JobProbe seen = new JobProbe(-1, Long.MIN_VALUE);
            try {
                seen = new JobProbe(processes().cpuNanos(job.id()).orElse(-1), requests.lastOutput(job, attempt));
            } finally {
                send(new Event.JobProbed(job, attempt, seen));
            }
        });
    }

    private void launch(SubmittedJob job, int slot, @Nullable MemorySize limit) {
        if (!job.job().startDelay().isZero()) {
            delayed = job.id();
        }
        try {
            start(job, slot, limitOfTree(job.job(), limit));
        } catch (RuntimeException e) { // a provider's fault costs one start
            UserCodeErrors.log(LOG, "the start of " + job.job() + " failed unexpectedly", e);
            notStarted(
                    job.id(),
                    new Outcome.NotStarted(
                            Outcome.NotStarted.Cause.OTHER,
                            "the start failed unexpectedly: " + UserCodeErrors.describe(e)));
        }
    }

    private void start(SubmittedJob job, int slot, @Nullable MemorySize limit) {
        LaunchRequest request;
        try {
            request = requests.request(job, slot, limit);
        } catch (UncheckedIOException e) {
            notStarted(
                    job.id(), new Outcome.NotStarted(Outcome.NotStarted.Cause.STREAM, String.valueOf(e.getMessage())));
            return;
        }
        processes().start(request);
    }

    /** The kernel limits all processes of a job together; where only some of them count, looks must do. */
    private @Nullable MemorySize limitOfTree(Job job, @Nullable MemorySize limit) {
        MemoryWatch watch = memory.watch();
        return watch != null && watch.countsTree(job) ? limit : null;
    }

    private void announce(Decision.Announce announce) {
        ledger.started(announce.running());
        SubmittedJob started = (SubmittedJob) announce.job();
        if (memory.watch() != null) {
            memory.watch().started(started, announce.pid());
        }
        if (placements.isToBeChecked(started, announce.at())) {
            if (placements.isBoundAtOnce()) {
                slow.execute(() -> placements.check(started, announce.pid()));
            } else if (memory.watch() != null) {
                placements.watch(announce.pid(), started);
            }
        }
        if (publisher.hasListeners()) {
            publisher.started(results.start(announce.job(), announce.attempt(), announce.pid(), announce.at()));
        }
    }

    private void askStart(Decision.AskStart ask) {
        JobEntry job = ask.job();
        JobStart start = results.start(job, job.attempt(), 0, System.nanoTime());
        slow.execute(() -> {
            String refusal = "its onStart failed";
            try {
                refusal = Callbacks.start(start);
            } finally {
                send(new Event.StartAnswered(job, refusal));
            }
        });
    }

    private void forget(AttemptEnd end) {
        if (memory.watch() != null) {
            memory.watch().ended(end.pid());
        }
    }

    private void finish(SubmittedJob job, AttemptEnd end) {
        forget(end);
        if (job.needsSettling()) {
            slow.execute(() -> {
                JobResult result = results.result(job, end);
                try {
                    Callbacks.finish(result);
                } finally {
                    publish(job, result);
                    send(new Event.Settled(job));
                }
            });
        } else {
            publish(job, results.result(job, end));
        }
    }

    private void publish(SubmittedJob job, JobResult result) {
        ledger.ended(result, System.nanoTime());
        publisher.finished(job, result);
    }

    private void sample(Decision.Sample sample) {
        MemoryWatch watch = memory.watch();
        if (watch != null) {
            memory.look(() -> {
                watch.struck(sample.pids(), processes()).forEach(this::send);
                send(watch.look(sample.pids(), processes()));
            });
        }
    }

    private LaunchSession processes() {
        if (session == null) {
            throw new IllegalStateException("the engine was started without a launcher");
        }
        return session;
    }

    /** Whether the calling thread is the one that calls listeners, which would wait for itself. */
    boolean isListening() {
        return publisher.isCurrentThread();
    }

    /** A fault in the engine itself: nobody is left waiting. */
    private void collapse(Throwable fault, List<Decision> left) {
        UserCodeErrors.log(LOG, "the engine failed; all unfinished jobs are lost", fault);
        mailbox.close();
        left.stream().filter(Engine::isAwaited).forEach(this::settle);
        Outcome lost = new Outcome.Lost("the engine failed: " + fault);
        for (JobEntry job : scheduler.unfinished()) {
            lose((SubmittedJob) job, lost);
        }
        for (Event event = mailbox.poll(); event != null; event = mailbox.poll()) {
            lose(event, lost);
        }
        for (TaskEntry task : scheduler.unfinishedTasks()) {
            publisher.taskFinished((SubmittedTask) task, results.summary(task, task.standing()));
        }
        publisher.roundEnded(scheduler.takeWaiters(), false);
    }

    /** Whether somebody waits for what the decision tells, of which the machine knows no more. */
    private static boolean isAwaited(Decision decision) {
        return decision instanceof Decision.Finish
                || decision instanceof Decision.FinishTask
                || decision instanceof Decision.AttemptEnded
                || decision instanceof Decision.RoundEnded
                || decision instanceof Decision.Admitted
                || decision instanceof Decision.Refused
                || decision instanceof Decision.Inspected;
    }

    private void settle(Decision decision) {
        try {
            carryOut(decision);
        } catch (RuntimeException | Error e) { // perhaps the very fault again; the others are to be told all the same
            UserCodeErrors.log(LOG, "nobody could be told of " + decision, e);
        }
    }

    /** Nobody is left waiting for what the machine did not hear any more. */
    private void lose(Event event, Outcome lost) {
        if (event instanceof Event.Submit submit) {
            lose((SubmittedJob) submit.job(), lost);
        } else if (event instanceof Event.Admit admit) {
            refuse(admit.waiter());
        } else if (event instanceof Event.Inspect inspect) {
            answer(inspect.waiter(), List.<Inspection>of());
        } else if (event instanceof Event.Join join) {
            publisher.roundEnded(List.of(join.waiter()), false);
        } else if (event instanceof Event.Close close) {
            publisher.roundEnded(List.of(close.waiter()), false);
        }
    }

    ResultFactory results() {
        return results;
    }

    private void lose(SubmittedJob job, Outcome lost) {
        long now = System.nanoTime();
        publish(job, results.result(job, new AttemptEnd(lost, 0, 0, 0, false, now, now, 0, 0, Usage.unknown(), null)));
    }
}
