package org.expool.tests.pyexpool;

import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.expool.JobResult;
import org.expool.TaskSummary;
import org.expool.tests.process.Launchers;

/** What can run a scenario. */
interface ScenarioHost {

    /** Runs it to its end. */
    Ended run(Scenario scenario) throws InterruptedException;

    /**
     * The results of a run.
     *
     * @param complete what the join returned
     * @param elapsed from the first submission to the end of the join
     * @param jobs the results by the jobs' names
     * @param tasks the summaries by the tasks' names
     */
    record Ended(boolean complete, Duration elapsed, Map<String, JobResult> jobs, Map<String, TaskSummary> tasks) {}

    /** This host with each launcher, and simulated ones, with as many workers as the scenario says. */
    static Stream<ScenarioHost> all() {
        return Stream.concat(
                Launchers.names().map(RealHost::new), cpuCounts().mapToObj(cpus -> new SimulatedHost(cpus, false)));
    }

    /** The same, and simulated ones with as many workers as a pool has there by default. */
    static Stream<ScenarioHost> allAndTheirDefaults() {
        return Stream.concat(all(), cpuCounts().mapToObj(cpus -> new SimulatedHost(cpus, true)));
    }

    private static IntStream cpuCounts() {
        return IntStream.of(1, 2, 4, 8, 64);
    }
}
