package org.expool.tests.pyexpool;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.expool.Command;
import org.expool.Job;
import org.expool.JobBuilder;
import org.expool.Output;
import org.expool.Task;

/** What one row of PyExPool's tests runs, on any host; for one run. */
final class Scenario {

    /** L: PyExPool's latency in its tests. */
    static final Duration LATENCY = Duration.ofMillis(200);

    /** K: PyExPool's cycles before a kill, of one latency each. */
    static final int KILL_DELAY = 3;

    /**
     * A job with what its process does.
     *
     * @param runs how long it runs
     * @param exitCode with which it ends then
     */
    record Work(Job job, Duration runs, int exitCode) {}

    final int workers;

    /** Of the join; null for none. */
    final Duration limit;

    final List<Work> works = new ArrayList<>();
    final Calls calls = new Calls();

    Scenario(int workers, Duration limit) {
        this.workers = workers;
        this.limit = limit;
    }

    /** So many times PyExPool's latency. */
    static Duration latencies(double count) {
        return Duration.ofMillis(Math.round(LATENCY.toMillis() * count));
    }

    Task task(String name, Task parent) {
        return calls.counted(name, Task.builder(name).parent(parent)).build();
    }

    /** Adds a job that sleeps. */
    Scenario sleep(String name, Duration runs, UnaryOperator<JobBuilder> settings) {
        return add(name, runs, 0, Command.of("sleep", String.valueOf(runs.toMillis() / 1000.0)), settings);
    }

    /** Adds a job that calls sleep the wrong way, so that it exits at once with 1. */
    Scenario mistake(String name) {
        return add(name, Duration.ZERO, 1, Command.of("sleep"), job -> job.stderr(Output.discard()));
    }

    private Scenario add(
            String name, Duration runs, int exitCode, Command command, UnaryOperator<JobBuilder> settings) {
        Job job =
                settings.apply(calls.counted(name, Job.builder(name, command))).build();
        works.add(new Work(job, runs, exitCode));
        return this;
    }
}
