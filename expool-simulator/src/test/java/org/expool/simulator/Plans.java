package org.expool.simulator;

import java.time.Duration;
import org.expool.Command;
import org.expool.Job;
import org.expool.JobBuilder;
import org.expool.core.schedule.SchedulerSettings;

/** Helpers for tests of the scheduler. */
final class Plans {

    static final Duration ZERO = Duration.ZERO;

    private Plans() {}

    static Duration ms(long millis) {
        return Duration.ofMillis(millis);
    }

    static long nanos(long millis) {
        return ms(millis).toNanos();
    }

    static JobBuilder job(String name) {
        return Job.builder(name, Command.of(name));
    }

    static Simulation pool(int workers) {
        return new Simulation(SchedulerSettings.ofWorkers(workers));
    }

    static Simulation pool(int workers, Duration timeout) {
        return new Simulation(
                SchedulerSettings.builder(workers).timeout(timeout).build());
    }

    static String kind(SimulatedJob job) {
        return job.end().outcome().kind().label();
    }
}
