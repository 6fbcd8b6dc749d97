package org.expool.core.pool;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.expool.InvalidSettingsException;
import org.expool.Job;
import org.expool.JobHandle;
import org.expool.PoolClosedException;
import org.expool.PoolSettings;
import org.expool.Problem;
import org.expool.Resource;
import org.expool.Task;
import org.expool.core.schedule.Event;

/**
 * Submits jobs and tasks to the scheduler. A job without prerequisites, in no task or an open one, is sent without
 * waiting; the scheduler must admit anything else, and the caller waits for its answer. Thread-safe.
 */
final class Submissions {

    private final String pool;
    private final Map<String, Integer> resources;
    private final boolean watchesSilence;
    private final boolean samplesMemory;
    private final EventSink engine;
    private final PoolCounters counters;
    private final CpuPartition cpus;
    private final OpenTasks tasks;
    private final AtomicLong ids = new AtomicLong();

    Submissions(
            PoolSettings settings,
            boolean samplesMemory,
            EventSink engine,
            PoolCounters counters,
            CpuPartition cpus,
            OpenTasks tasks) {
        this.pool = settings.name();
        this.resources = settings.resources().stream().collect(Collectors.toMap(Resource::name, Resource::count));
        this.watchesSilence = settings.limits().silence() != null;
        this.samplesMemory = samplesMemory;
        this.engine = engine;
        this.counters = counters;
        this.cpus = cpus;
        this.tasks = tasks;
    }

    /** The number of the last job that was submitted. */
    long last() {
        return ids.get();
    }

    JobHandle submit(Job job) {
        SubmittedTask task = job.task() == null ? null : tasks.find(job.task());
        boolean known = job.task() == null || task != null;
        if (!known || !job.after().isEmpty() || (task != null && task.isBlocking())) {
            return submitAll(List.of(), List.of(job)).get(0);
        }
        if (watchesSilence || !job.resources().isEmpty() || job.memoryLimit() != null || CpuPartition.concerns(job)) {
            check(List.of(job));
        }
        if (task != null) {
            task.enter(job);
        }
        long now = engine.runtime().nanoTime();
        SubmittedJob entry = new SubmittedJob(ids.incrementAndGet(), job, task, engine, now);
        counters.submitted(1, now);
        if (!engine.send(new Event.Submit(entry))) {
            counters.withdrawn(1);
            throw refusal(job);
        }
        return entry;
    }

    List<JobHandle> submitAll(List<Task> toOpen, List<Job> jobs) {
        check(jobs);
        synchronized (tasks) {
            List<SubmittedTask> opened = new ArrayList<>();
            List<SubmittedJob> entries = new ArrayList<>(jobs.size());
            try {
                enter(toOpen, jobs, opened, entries);
                admit(opened, entries);
                tasks.keep(opened);
            } finally {
                tasks.forgetOpening();
            }
            return List.copyOf(entries);
        }
    }

    private void enter(List<Task> toOpen, List<Job> jobs, List<SubmittedTask> opened, List<SubmittedJob> entries) {
        boolean complete = false;
        try {
            toOpen.forEach(task -> tasks.open(task, opened));
            jobs.forEach(job -> entries.add(enter(job, opened)));
            complete = true;
        } finally {
            if (!complete) {
                entries.forEach(Submissions::withdraw);
                tasks.withdraw(opened);
            }
        }
    }

    private SubmittedJob enter(Job job, List<SubmittedTask> opened) {
        SubmittedTask task = null;
        if (job.task() != null) {
            task = tasks.open(job.task(), opened);
            task.enter(job);
        }
        return new SubmittedJob(
                ids.incrementAndGet(), job, task, engine, engine.runtime().nanoTime());
    }

    private static void withdraw(SubmittedJob job) {
        if (job.task() instanceof SubmittedTask task) {
            task.withdraw();
        }
    }

    /**
     * Sends tasks and jobs to the scheduler, which admits all of them, or refuses all and informs the tasks above them.
     */
    private void admit(List<SubmittedTask> opened, List<SubmittedJob> entries) {
        if (opened.isEmpty() && entries.isEmpty()) {
            return;
        }
        counters.submitted(entries.size(), engine.runtime().nanoTime());
        CompletableFuture<Optional<List<String>>> answer = new CompletableFuture<>(); // empty if the pool is closed
        boolean sent = engine.send(new Event.Admit(List.copyOf(opened), List.copyOf(entries), answer));
        Optional<List<String>> found = sent ? engine.runtime().join(answer) : Optional.empty();
        if (found.isEmpty()) {
            counters.withdrawn(entries.size());
            throw refusal(entries);
        }
        List<Problem> problems = found.get().stream()
                .map(problem -> new Problem("after", "", problem))
                .toList();
        if (!problems.isEmpty()) {
            counters.withdrawn(entries.size());
            throw new InvalidSettingsException("submission", problems);
        }
    }

    private void check(List<Job> jobs) {
        List<Problem> problems = new ArrayList<>();
        for (Job job : jobs) {
            if (watchesSilence && !job.canBeWatched()) {
                problems.add(new Problem(
                        "silenceTimeout",
                        "",
                        "the pool's limit needs outputs that can be watched, which those of " + job
                                + " cannot: send them to files, capture or group them"));
            }
            if (CpuPartition.concerns(job)) {
                cpus.reasonAgainst(job, engine::send)
                        .ifPresent(why -> problems.add(new Problem("cpus", "", job + ": " + why)));
            }
            if (job.memoryLimit() != null && !samplesMemory) {
                problems.add(new Problem(
                        "memoryLimit",
                        job.memoryLimit().toString(),
                        "the limit of " + job
                                + " cannot be enforced without a MemorySampler: add expool-linux, or expool-mem-oshi"
                                + " on other systems; ExecPool.providers() says more"));
            }
            job.resources().forEach((name, units) -> {
                int has = resources.getOrDefault(name, 0);
                if (units > has) {
                    problems.add(new Problem(
                            "resources." + name,
                            String.valueOf(units),
                            job + " asks for more than the pool has, which is " + has));
                }
            });
        }
        if (!problems.isEmpty()) {
            throw new InvalidSettingsException("pool '" + pool + "'", problems);
        }
    }

    PoolClosedException refusal(Object what) {
        return new PoolClosedException("the pool '" + pool + "' is closed and takes no more jobs: " + what);
    }
}
