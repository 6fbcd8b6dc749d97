package org.expool.core.pool;

import java.lang.System.Logger;
import org.expool.Outcome;
import org.expool.core.schedule.AttemptEnd;
import org.expool.core.schedule.Commands;
import org.expool.core.schedule.Event;
import org.expool.core.schedule.JobEntry;
import org.expool.core.schedule.Scheduler;
import org.expool.core.schedule.TaskEntry;
import org.expool.spi.EventWait;
import org.expool.spi.LaunchEvents;
import org.expool.spi.LaunchSession;
import org.expool.spi.ProcessExit;
import org.expool.spi.support.Mailbox;
import org.expool.spi.support.ParkedWait;
import org.jspecify.annotations.Nullable;

/**
 * Drives the scheduler: its thread sleeps until the next event or deadline and passes it to the scheduler; threads that
 * report exits do the same, one at a time ({@link EventLoop}). The scheduler's {@link PoolCommands} run on the same
 * thread. Thread-safe.
 */
final class Engine implements LaunchEvents, EventSink, PoolRuntime.Loop {

    private static final Logger LOG = System.getLogger(Engine.class.getName());

    private final Mailbox<Event> mailbox;
    private final PoolRuntime runtime;
    private final EventLoop loop;
    private final Scheduler scheduler;
    private final PoolCommands pool;
    private final Commands commands;
    private final EventStream stream;

    /** The deadline after the last drain. */
    private long next = Scheduler.NEVER;

    /** Set before the thread starts. */
    private EventWait wait = new ParkedWait();

    /**
     * Not running yet.
     *
     * @param pool carries out the scheduler's commands
     * @param commands the same, guarded, as the scheduler calls them
     * @param stream what listeners get
     * @param runtime whose time it is
     */
    Engine(
            Mailbox<Event> mailbox,
            Scheduler scheduler,
            PoolCommands pool,
            Commands commands,
            EventStream stream,
            PoolRuntime runtime) {
        this.stream = stream;
        this.runtime = runtime;
        this.mailbox = mailbox;
        this.scheduler = scheduler;
        this.loop = new EventLoop(mailbox, scheduler, runtime);
        this.pool = pool;
        this.commands = commands;
    }

    void use(LaunchSession processes) {
        pool.use(processes);
        EventWait ofSession = processes.eventWait();
        if (ofSession != null) {
            wait = ofSession;
        }
    }

    /** Returns false if the engine has ended. */
    @Override
    public boolean send(Event event) {
        return mailbox.send(event);
    }

    /** Freezes or thaws all jobs, and starts none while frozen. */
    void freeze(boolean frozen) {
        pool.freezing(frozen);
        send(new Event.Freeze(frozen));
    }

    /** Ends the thread when all events sent so far have been handled. */
    void stop() {
        mailbox.close();
    }

    /**
     * Only a start delay, a frozen pool and listeners need to know of a start at once: any other is handled with the
     * next event or deadline. Listeners cost no wake-up: this thread handles the start unless another is draining.
     */
    @Override
    public void started(long id, long pid, long nanos) {
        mailbox.enqueueQuietly(
                new Event.Started(id, pid, nanos, pool.processes().enforcesMemoryLimit(id)));
        if (pool.isStartAwaited(id)) {
            mailbox.wake();
        } else if (stream.isHeard()) {
            loop.tryDrain();
        }
    }

    @Override
    public void notStarted(long id, Outcome.NotStarted why) {
        send(new Event.NotStarted(id, why));
    }

    @Override
    public void exited(long id, ProcessExit exit) {
        if (mailbox.enqueueQuietly(new Event.Exited(id, exit))) {
            loop.tryDrain();
        }
    }

    @Override
    public void run() {
        try {
            loop.run(wait);
        } catch (RuntimeException | Error e) {
            try {
                loop.end(handling -> collapse(handling, e));
            } finally {
                pool.processes().close();
            }
        }
    }

    @Override
    public boolean drain() {
        boolean any = !mailbox.isEmpty() || next <= runtime.nanoTime();
        next = loop.drainAll();
        return any;
    }

    @Override
    public long next() {
        return next;
    }

    @Override
    public PoolRuntime runtime() {
        return runtime;
    }

    /** Delivers what has already happened to listeners and waiting callers at once. */
    @Override
    public void hurry() {
        stream.hurry();
    }

    /** Whether the calling thread is the listener thread, which must not wait for itself. */
    @Override
    public boolean isListening() {
        return stream.isCurrentThread();
    }

    /** A fault that the scheduler cannot recover from: every job is lost, and every waiting caller is answered. */
    private void collapse(@Nullable Event handling, Throwable fault) {
        UserCodeErrors.log(LOG, "the engine failed; all unfinished jobs are lost", fault);
        mailbox.close();
        long now = runtime.nanoTime();
        Outcome lost = new Outcome.Lost("the engine failed: " + fault);
        if (handling != null && !scheduler.hasTaken(handling)) {
            handling.abandon(commands, lost, now);
        }
        for (JobEntry job : scheduler.unfinished()) {
            commands.finished(job, AttemptEnd.unstarted(lost, now));
        }
        for (Event event = mailbox.poll(); event != null; event = mailbox.poll()) {
            event.abandon(commands, lost, now);
        }
        for (TaskEntry task : scheduler.unfinishedTasks()) {
            commands.taskFinished(task, task.snapshot());
        }
        commands.roundEnded(scheduler.takeWaiters(), false, null);
    }
}
