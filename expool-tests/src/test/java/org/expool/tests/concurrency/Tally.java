package org.expool.tests.concurrency;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.expool.JobBuilder;
import org.expool.JobHandle;
import org.expool.JobResult;
import org.expool.PoolListener;
import org.expool.TaskBuilder;
import org.expool.TaskHandle;
import org.expool.TaskSummary;

/** All handles, results and callbacks that users of a pool got. Thread-safe. */
final class Tally implements PoolListener {

    /** The callbacks of one job or task. */
    static final class Calls {
        private final List<Integer> starts = new ArrayList<>();
        private int dones;
        private int finishes;

        synchronized void start(int attempt) {
            starts.add(attempt);
        }

        synchronized void done() {
            dones++;
        }

        synchronized void finish() {
            finishes++;
        }

        synchronized List<Integer> starts() {
            return List.copyOf(starts);
        }

        synchronized int dones() {
            return dones;
        }

        synchronized int finishes() {
            return finishes;
        }
    }

    final Queue<JobHandle> jobs = new ConcurrentLinkedQueue<>();
    final Map<String, TaskHandle> tasks = new ConcurrentHashMap<>();

    /** Of the jobs and tasks that have callbacks, by name. */
    final Map<String, Calls> calls = new ConcurrentHashMap<>();

    final Queue<JobResult> heardOf = new ConcurrentLinkedQueue<>();
    final Queue<TaskSummary> tasksHeardOf = new ConcurrentLinkedQueue<>();

    /** What no user should get. */
    final Queue<Throwable> unexpected = new ConcurrentLinkedQueue<>();

    private final AtomicInteger added = new AtomicInteger();

    void add(JobHandle job) {
        jobs.add(job);
        added.incrementAndGet();
    }

    /** How many there are; the queue's size would cost O(n). */
    int jobs() {
        return added.get();
    }

    JobBuilder called(String name, JobBuilder job) {
        Calls counted = calls(name);
        return job.onStart(start -> counted.start(start.attempt()))
                .onDone(result -> counted.done())
                .onFinish(result -> counted.finish());
    }

    TaskBuilder called(String name, TaskBuilder task) {
        Calls counted = calls(name);
        return task.onStart(start -> counted.start(1))
                .onDone(summary -> counted.done())
                .onFinish(summary -> counted.finish());
    }

    /** A random task that any user has opened. */
    Optional<TaskHandle> anyTask() {
        return tasks.values().stream().findAny();
    }

    private Calls calls(String name) {
        return calls.computeIfAbsent(name, absent -> new Calls());
    }

    @Override
    public void finished(JobResult result) {
        heardOf.add(result);
    }

    @Override
    public void taskFinished(TaskSummary task) {
        tasksHeardOf.add(task);
    }
}
