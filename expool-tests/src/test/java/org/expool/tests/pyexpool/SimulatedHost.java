package org.expool.tests.pyexpool;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.expool.Attempt;
import org.expool.Job;
import org.expool.JobResult;
import org.expool.JobStart;
import org.expool.MemorySize;
import org.expool.MemoryTotals;
import org.expool.Signal;
import org.expool.Task;
import org.expool.TaskSummary;
import org.expool.Usage;
import org.expool.core.schedule.AttemptEnd;
import org.expool.core.schedule.Event;
import org.expool.core.schedule.JobEntry;
import org.expool.core.schedule.Scheduler;
import org.expool.core.schedule.SchedulerSettings;
import org.expool.core.schedule.TaskEntry;
import org.expool.simulator.CommandsAdapter;
import org.expool.spi.ProcessExit;

/**
 * Runs scenarios in virtual time, with the scheduler of real pools. Processes start in 1 ms while no more start than
 * there are CPUs, and the slower the more there are.
 */
final class SimulatedHost implements ScenarioHost {

    private static final long START = Duration.ofMillis(1).toNanos();
    private static final int TERM = 15;

    private final int cpus;
    private final boolean defaultWorkers;

    SimulatedHost(int cpus, boolean defaultWorkers) {
        this.cpus = cpus;
        this.defaultWorkers = defaultWorkers;
    }

    @Override
    public Ended run(Scenario scenario) {
        int workers = defaultWorkers ? Math.max(1, cpus - 1) : scenario.workers;
        return new Round(workers).run(scenario);
    }

    @Override
    public String toString() {
        return "simulated, " + cpus + " CPUs" + (defaultWorkers ? ", default workers" : "");
    }

    private static Instant at(long nanos) {
        return Instant.EPOCH.plusNanos(nanos);
    }

    private record Planned(long at, long order, Runnable action) {}

    private final class Round extends CommandsAdapter {

        private final Scheduler scheduler;
        private final PriorityQueue<Planned> actions =
                new PriorityQueue<>(Comparator.comparingLong(Planned::at).thenComparingLong(Planned::order));
        private final Map<String, SimulatedTask> tasks = new LinkedHashMap<>();
        private final Map<String, JobResult> results = new HashMap<>();
        private long now;
        private long planned;
        private int starting;
        private Boolean complete;

        Round(int workers) {
            SchedulerSettings settings = SchedulerSettings.builder(workers)
                    .grace(Scenario.latencies(Scenario.KILL_DELAY))
                    .build();
            scheduler = new Scheduler(settings, this);
        }

        Ended run(Scenario scenario) {
            long id = 0;
            for (Scenario.Work work : scenario.works) {
                SimulatedTask task = open(work.job().task());
                handle(new Event.Submit(new SimulatedJob(++id, work, task)));
            }
            handle(new Event.Join(this, scenario.limit));
            while (complete == null) {
                Planned next = actions.peek();
                if (next != null && next.at() <= scheduler.nextDeadline()) {
                    now = actions.remove().at();
                    next.action().run();
                } else {
                    now = Math.max(now, scheduler.nextDeadline());
                    handle(Event.Tick.TICK);
                }
            }
            Map<String, TaskSummary> summaries = new HashMap<>();
            tasks.forEach((name, task) -> summaries.put(name, task.end));
            return new Ended(complete, Duration.ofNanos(now), results, summaries);
        }

        /** Opens those above before those below. */
        private SimulatedTask open(Task task) {
            if (task == null || tasks.containsKey(task.name())) {
                return task == null ? null : tasks.get(task.name());
            }
            SimulatedTask opened = new SimulatedTask(task, open(task.parent()));
            tasks.put(task.name(), opened);
            handle(new Event.Admit(List.of(opened), List.of(), this));
            return opened;
        }

        private void after(long nanos, Runnable action) {
            actions.add(new Planned(now + nanos, planned++, action));
        }

        private void handle(Event event) {
            scheduler.handle(event, now);
        }

        @Override
        public void callOnStart(TaskEntry task) {
            task.task().onStart().accept(task.task());
            after(0, () -> handle(new Event.TaskStartAnswered(task, null)));
        }

        @Override
        public void callOnStart(JobEntry job) {
            job.job()
                    .onStart()
                    .accept(new JobStart(job.id(), job.job(), job.attempt(), 0, at(now), job.slot(), null, null));
            after(0, () -> handle(new Event.StartAnswered(job, null)));
        }

        @Override
        public void launch(JobEntry job, int slot, long promisedBytes, MemorySize limit) {
            launch((SimulatedJob) job);
        }

        @Override
        public void signal(JobEntry entry, Signal signal) {
            SimulatedJob job = (SimulatedJob) entry;
            int launched = job.launches;
            after(START, () -> exit(job, launched, ProcessExit.signalled(now, TERM, Usage.unknown())));
        }

        @Override
        public void taskFinished(TaskEntry task, TaskEntry.TaskSnapshot snapshot) {
            finish((SimulatedTask) task, snapshot);
        }

        @Override
        public void roundEnded(List<Object> waiters, boolean inTime, MemoryTotals memory) {
            complete = inTime;
        }

        private void launch(SimulatedJob job) {
            int launched = ++job.launches;
            starting++;
            after(START * ((starting + cpus - 1) / cpus), () -> {
                starting--;
                handle(new Event.Started(job.id(), 1000 + job.id(), now));
                after(
                        job.work.runs().toNanos(),
                        () -> exit(job, launched, ProcessExit.exited(now, job.work.exitCode(), Usage.unknown())));
            });
        }

        private void exit(SimulatedJob job, int launched, ProcessExit exit) {
            if (job.exits < launched) { // it has not ended in another way meanwhile
                job.exits = launched;
                handle(new Event.Exited(job.id(), exit));
            }
        }

        private Attempt attempt(AttemptEnd end) {
            return new Attempt(
                    end.attempt(),
                    end.outcome(),
                    at(end.startedAt()),
                    at(end.finishedAt()),
                    Duration.ofNanos(end.wall()),
                    end.pid(),
                    end.usage(),
                    null,
                    null,
                    null);
        }

        @Override
        public void finished(JobEntry entry, AttemptEnd end) {
            Job job = entry.job();
            JobResult result = new JobResult(
                    entry.id(),
                    job,
                    end.outcome(),
                    end.started() ? List.of(attempt(end)) : List.of(),
                    end.postponed(),
                    at(0),
                    at(end.finishedAt()),
                    null);
            results.put(job.name(), result);
            if (result.succeeded()) {
                job.onDone().accept(result);
            }
            job.onFinish().accept(result);
            after(0, () -> handle(new Event.Settled(entry)));
        }

        private void finish(SimulatedTask entry, TaskEntry.TaskSnapshot end) {
            Task task = entry.task();
            entry.end = new TaskSummary(
                    task,
                    end.state(),
                    end.added(),
                    end.done(),
                    end.terminated(),
                    end.started() ? at(end.startedAt()) : null,
                    at(end.finishedAt()));
            if (entry.end.succeeded()) {
                task.onDone().accept(entry.end);
            }
            task.onFinish().accept(entry.end);
            after(0, () -> handle(new Event.TaskSettled(entry)));
        }
    }

    private static final class SimulatedJob extends JobEntry {
        private final Scenario.Work work;
        private int launches;
        private int exits;

        SimulatedJob(long id, Scenario.Work work, TaskEntry task) {
            super(id, work.job(), task);
            this.work = work;
        }

        @Override
        protected boolean needsSettling() {
            return true;
        }
    }

    private static final class SimulatedTask extends TaskEntry {
        private TaskSummary end;

        SimulatedTask(Task task, TaskEntry parent) {
            super(task, parent);
        }

        @Override
        protected boolean seal() {
            return true;
        }

        @Override
        protected void arrived() {}
    }
}
