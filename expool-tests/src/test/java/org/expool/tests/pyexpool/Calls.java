package org.expool.tests.pyexpool;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.expool.JobBuilder;
import org.expool.TaskBuilder;

/** Counts callbacks by the names of their jobs and tasks. Thread-safe. */
final class Calls {

    private final Map<String, Integer> counts = new ConcurrentHashMap<>();

    JobBuilder counted(String name, JobBuilder job) {
        return job.onStart(start -> count(name, "start"))
                .onDone(result -> count(name, "done"))
                .onFinish(result -> count(name, "finish"));
    }

    TaskBuilder counted(String name, TaskBuilder task) {
        return task.onStart(start -> count(name, "start"))
                .onDone(summary -> count(name, "done"))
                .onFinish(summary -> count(name, "finish"));
    }

    private void count(String name, String callback) {
        counts.merge(name + " " + callback, 1, Integer::sum);
    }

    int starts(String name) {
        return counts.getOrDefault(name + " start", 0);
    }

    int dones(String name) {
        return counts.getOrDefault(name + " done", 0);
    }

    int finishes(String name) {
        return counts.getOrDefault(name + " finish", 0);
    }
}
