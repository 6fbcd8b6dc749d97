package org.expool.core.schedule;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.expool.Job;
import org.expool.Outcome;
import org.expool.Task;
import org.expool.Usage;
import org.expool.spi.ProcessExit;
import org.jspecify.annotations.Nullable;

/** Drives the scheduler by hand, event by event, with times in milliseconds. */
final class SchedulerDriver {

    /** An entry without callbacks or outputs. */
    static final class Entry extends JobEntry {
        Outcome outcome;

        Entry(long id, Job job) {
            this(id, job, null);
        }

        Entry(long id, Job job, @Nullable TaskEntry task) {
            super(id, job, task);
        }

        @Override
        protected boolean needsSettling() {
            return false;
        }
    }

    /** A task that takes members until it is complete. */
    private static final class OpenTask extends TaskEntry {
        OpenTask(Task task) {
            super(task, null);
        }

        @Override
        protected boolean seal() {
            return true;
        }

        @Override
        protected void arrived() {}
    }

    final Scheduler scheduler;
    final List<Recorded> commands = new ArrayList<>();
    private final Queue<Event> starts = new ArrayDeque<>();
    private long now;
    private long ids;

    SchedulerDriver(SchedulerSettings settings) {
        scheduler = new Scheduler(settings, new CommandRecorder(this::carryOut));
    }

    /** Submits a job, whose process starts at once if there is a worker. */
    Entry submit(Job job) {
        return submit(job, null);
    }

    Entry submit(Job job, @Nullable TaskEntry task) {
        Entry entry = new Entry(++ids, job, task);
        handle(new Event.Submit(entry));
        return entry;
    }

    TaskEntry open(Task task) {
        TaskEntry entry = new OpenTask(task);
        handle(new Event.Admit(List.of(entry), List.of(), "opener"));
        return entry;
    }

    /** Succeeds with this usage. */
    void exit(JobEntry job, Usage usage) {
        handle(new Event.Exited(job.id(), ProcessExit.exited(now, 0, usage)));
    }

    void exit(Entry job, int code) {
        handle(new Event.Exited(job.id(), ProcessExit.exited(now, code, Usage.unknown())));
    }

    void signalled(Entry job, int signal) {
        handle(new Event.Exited(job.id(), ProcessExit.signalled(now, signal, Usage.unknown())));
    }

    void handle(Event event) {
        scheduler.handle(event, now);
        while (!starts.isEmpty()) {
            scheduler.handle(starts.remove(), now);
        }
    }

    private void carryOut(Recorded command) {
        commands.add(command);
        if (command instanceof Recorded.Launch launch) {
            starts.add(new Event.Started(launch.job().id(), pid(launch.job()), now));
        } else if (command instanceof Recorded.Finished finished) {
            ((Entry) finished.job()).outcome = finished.end().outcome();
        }
    }

    /** The process of its present attempt. */
    static long pid(JobEntry job) {
        return 1000L * job.attempt() + job.id();
    }

    /** Advances the time, with a tick at each deadline. */
    void advance(long millis) {
        long until = now + millis * 1_000_000;
        while (scheduler.nextDeadline() <= until) {
            now = Math.max(now, scheduler.nextDeadline());
            handle(Event.Tick.TICK);
        }
        now = until;
    }

    long millis() {
        return now / 1_000_000;
    }

    /** Answers the last probe. */
    void probed(Entry job, Duration cpu, long lastOutputMillis) {
        handle(new Event.JobProbed(job, job.tries, new JobProbe(cpu.toNanos(), lastOutputMillis * 1_000_000)));
    }

    /** The commands of one kind since the last call. */
    <C extends Recorded> List<C> take(Class<C> kind) {
        List<C> found =
                commands.stream().filter(kind::isInstance).map(kind::cast).toList();
        commands.clear();
        return found;
    }
}
