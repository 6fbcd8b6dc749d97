package org.expool.tests.pyexpool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.expool.tests.pyexpool.Scenario.KILL_DELAY;
import static org.expool.tests.pyexpool.Scenario.latencies;

import java.time.Duration;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.expool.JobBuilder;
import org.expool.JobResult;
import org.expool.testkit.NoLeaks;
import org.expool.tests.pyexpool.ScenarioHost.Ended;
import org.junit.jupiter.api.extension.ExtendWith;

/** Rows 1 to 3 of PyExPool's tests: timeouts of jobs, of the pool, and chained ones. */
@ExtendWith(NoLeaks.class)
class TimeoutScenariosTest {

    /** Two starts decided at the same moment are made by two threads. */
    private static final Duration SIMULTANEOUS = Duration.ofMillis(100);

    @EachHost
    void row01_jobTimeoutSimple(ScenarioHost host) throws InterruptedException {
        Duration timeout = latencies(4);
        Duration worktime = latencies(10);
        Scenario scenario = new Scenario(2, null)
                .sleep("terminated", worktime, job -> job.timeout(timeout))
                .sleep("complete", Duration.ZERO, UnaryOperator.identity());
        Ended ended = host.run(scenario);
        JobResult terminated = ended.jobs().get("terminated");
        JobResult complete = ended.jobs().get("complete");
        assertThat(ended.complete()).isTrue();
        assertThat(ended.elapsed()).isBetween(timeout, worktime).isLessThan(worktime);
        assertThat(terminated.startedAt()).isAfter(terminated.submittedAt());
        assertThat(complete.startedAt()).isAfterOrEqualTo(terminated.startedAt().minus(SIMULTANEOUS));
        assertThat(complete.finishedAt()).isAfterOrEqualTo(complete.startedAt()).isBefore(terminated.finishedAt());
        assertThat(terminated.wall()).isBetween(timeout, ended.elapsed());
    }

    @EachHost
    void row02_poolTimeoutSimple(ScenarioHost host) throws InterruptedException {
        Duration limit = latencies(4);
        Duration timeout = limit.multipliedBy(4); // the difference is what a busy host may take longer
        Scenario scenario = new Scenario(2, limit)
                .sleep("long", latencies(20), job -> job.timeout(timeout))
                .sleep(
                        "restarting",
                        latencies(20),
                        job -> job.timeout(latencies(2)).restartOnTimeout(true));
        Ended ended = host.run(scenario);
        assertThat(ended.complete()).isFalse();
        assertThat(ended.elapsed()).isBetween(limit, timeout).isLessThan(timeout);
        assertThat(scenario.calls.starts("restarting")).isGreaterThanOrEqualTo(2);
    }

    @EachHost
    void row03_jobTimeoutChained(ScenarioHost host) throws InterruptedException {
        Duration timeout = latencies(5);
        Duration worktime = timeout.multipliedBy(3);
        int workers = 5;
        int jobs = 5;
        Duration limit = Duration.ofSeconds(KILL_DELAY * (1 + 3 * (1 + jobs / workers)));
        Scenario scenario = new Scenario(workers, limit)
                .sleep("jm", worktime, related("cat1", 2).andThen(job -> job.timeout(timeout))::apply)
                .sleep("jss", worktime, related("cat1", 1))
                .sleep("jsl", worktime, related("cat1", 3))
                .sleep("jso", worktime, related("cat_other", 0))
                .mistake("jsf");
        Ended ended = host.run(scenario);
        Map<String, JobResult> results = ended.jobs();
        assertThat(ended.complete()).isTrue();
        assertThat(ended.elapsed()).isBetween(worktime, limit).isLessThan(limit);
        assertThat(results.get("jm").wall()).isLessThan(worktime);
        assertThat(results.get("jsl").wall()).isLessThan(worktime);
        assertThat(between(results.get("jm"), results.get("jsl"))).isGreaterThanOrEqualTo(timeout);
        assertThat(results.get("jss").wall()).isGreaterThanOrEqualTo(worktime);
        assertThat(results.get("jso").wall()).isGreaterThanOrEqualTo(worktime);
        assertThat(between(results.get("jsl"), results.get("jsf"))).isLessThan(worktime);
        assertThat(results.get("jsf").exitCode()).isEqualTo(1);
        Calls calls = scenario.calls;
        assertThat(calls.dones("jss")).isEqualTo(1);
        assertThat(calls.finishes("jss")).isEqualTo(1);
        assertThat(calls.dones("jsl")).isZero();
        assertThat(calls.dones("jso")).isEqualTo(1);
        assertThat(calls.dones("jsf")).isZero();
        assertThat(calls.finishes("jsf")).isEqualTo(1);
    }

    private static UnaryOperator<JobBuilder> related(String category, double size) {
        return job -> job.category(category).size(size);
    }

    private static Duration between(JobResult started, JobResult stopped) {
        return Duration.between(started.startedAt(), stopped.finishedAt());
    }
}
