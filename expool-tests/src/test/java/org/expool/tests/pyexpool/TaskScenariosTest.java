package org.expool.tests.pyexpool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.expool.tests.pyexpool.Scenario.latencies;

import java.time.Duration;
import org.expool.Task;
import org.expool.TaskSummary;
import org.expool.testkit.NoLeaks;
import org.expool.tests.pyexpool.ScenarioHost.Ended;
import org.junit.jupiter.api.extension.ExtendWith;

/** Rows 9 to 12 of PyExPool's tests: tasks and sub-tasks, and their timeouts. */
@ExtendWith(NoLeaks.class)
class TaskScenariosTest {

    private static final Duration WORKTIME = latencies(3);

    @EachHostAndDefault
    void row09_taskDone(ScenarioHost host) throws InterruptedException {
        Scenario scenario = new Scenario(2, null);
        Task task = scenario.task("task", null);
        scenario.sleep("job1", WORKTIME, job -> job.task(task)).sleep("job2", WORKTIME, job -> job.task(task));
        Ended ended = host.run(scenario);
        assertThat(ended.complete()).isTrue();
        Calls calls = scenario.calls;
        assertThat(calls.starts("job1")).isEqualTo(1);
        assertThat(calls.dones("job1")).isEqualTo(1);
        assertThat(calls.dones("job2")).isEqualTo(1);
        assertThat(calls.starts("task")).isEqualTo(1);
        assertThat(calls.dones("task")).isEqualTo(1);
        assertCounts(ended, "task", 2, 0);
    }

    @EachHostAndDefault
    void row10_taskTimeout(ScenarioHost host) throws InterruptedException {
        Scenario scenario = new Scenario(2, latencies(6));
        Task task = scenario.task("task", null);
        scenario.sleep("job1", WORKTIME, job -> job.task(task))
                .sleep("job2", latencies(12), job -> job.task(task).timeout(WORKTIME));
        Ended ended = host.run(scenario);
        Calls calls = scenario.calls;
        assertThat(calls.starts("job1")).isEqualTo(1);
        assertThat(calls.dones("job1")).isEqualTo(1);
        assertThat(calls.dones("job2")).isZero();
        assertThat(calls.starts("task")).isEqualTo(1);
        assertFailedOnce(calls, "task");
        assertCounts(ended, "task", 1, 1);
    }

    @EachHostAndDefault
    void row11_subtasksTimeout(ScenarioHost host) throws InterruptedException {
        Scenario scenario = new Scenario(3, latencies(13.2));
        Task t1 = scenario.task("t1", null);
        Task st1 = scenario.task("st1", t1);
        scenario.sleep("j1", WORKTIME, job -> job.task(t1))
                .sleep("st1j1", latencies(12), job -> job.task(st1).timeout(WORKTIME))
                .sleep("st1j2", WORKTIME, job -> job.task(st1));
        Ended ended = host.run(scenario);
        Calls calls = scenario.calls;
        for (String name : new String[] {"j1", "st1j1", "st1", "t1"}) {
            assertThat(calls.starts(name)).as(name).isEqualTo(1);
        }
        assertThat(calls.dones("st1j2")).isEqualTo(1);
        assertThat(calls.dones("st1j1")).isZero();
        assertFailedOnce(calls, "st1");
        assertCounts(ended, "st1", 1, 1);
        assertFailedOnce(calls, "t1");
        assertCounts(ended, "t1", 1, 1);
    }

    @EachHostAndDefault
    void row12_subtasksTimeoutExt(ScenarioHost host) throws InterruptedException {
        Scenario scenario = new Scenario(3, latencies(6.6));
        Task t1 = scenario.task("t1", null);
        Task st1 = scenario.task("st1", t1);
        scenario.sleep("j1", latencies(6), job -> job.task(t1).timeout(WORKTIME))
                .sleep("st1j1", latencies(6), job -> job.task(st1).timeout(WORKTIME))
                .sleep("st1j2", latencies(12), job -> job.task(st1));
        Ended ended = host.run(scenario);
        assertThat(ended.complete()).isFalse();
        Calls calls = scenario.calls;
        assertThat(calls.dones("st1j1")).isZero();
        assertThat(calls.dones("st1j2")).isZero();
        assertFailedOnce(calls, "st1");
        assertCounts(ended, "st1", 0, 2);
        assertFailedOnce(calls, "t1");
        assertCounts(ended, "t1", 0, 2);
    }

    private static void assertFailedOnce(Calls calls, String task) {
        assertThat(calls.dones(task)).as(task).isZero();
        assertThat(calls.finishes(task)).as(task).isEqualTo(1);
    }

    /** Of two members. */
    private static void assertCounts(Ended ended, String task, long done, long terminated) {
        TaskSummary summary = ended.tasks().get(task);
        assertThat(summary.added()).as(task).isEqualTo(2);
        assertThat(summary.done()).as(task).isEqualTo(done);
        assertThat(summary.terminated()).as(task).isEqualTo(terminated);
    }
}
