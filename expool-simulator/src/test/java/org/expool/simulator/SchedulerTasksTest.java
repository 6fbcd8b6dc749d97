package org.expool.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.expool.simulator.Plans.ZERO;
import static org.expool.simulator.Plans.job;
import static org.expool.simulator.Plans.kind;
import static org.expool.simulator.Plans.ms;
import static org.expool.simulator.Plans.nanos;
import static org.expool.simulator.Plans.pool;

import java.util.List;
import org.expool.Command;
import org.expool.Job;
import org.expool.Outcome;
import org.expool.Task;
import org.expool.TaskSummary;
import org.expool.core.schedule.Inspection;
import org.junit.jupiter.api.Test;

/**
 * Trees of jobs.
 *
 * @see org.expool.core.schedule.TaskTree
 */
class SchedulerTasksTest {

    private static SimulatedTask task(Simulation pool, Task task, long callbackMillis) {
        SimulatedTask entry = pool.newTask(task, ms(callbackMillis), false);
        pool.admit(ZERO, ZERO, List.of(entry), List.of());
        return entry;
    }

    @Test
    void theOnStartOfATaskComesBeforeThatOfTheTaskBelowAndOfTheJob() {
        Simulation pool = pool(2);
        Task top = Task.builder("top").onStart(started -> {}).build();
        Task below = Task.builder("below").parent(top).onStart(started -> {}).build();
        task(pool, top, 10);
        task(pool, below, 20);
        SimulatedJob member = pool.submit(
                ZERO,
                job("member").task(below).onStart(start -> {}).build(),
                Behaviour.runs(ms(1)).withCallbacks(ms(5)));
        SimulatedJob other = pool.submit(ZERO, job("other").build(), Behaviour.runs(ms(1)));
        pool.run();
        assertThat(member.starts()).containsExactly(nanos(35));
        assertThat(other.starts()).containsExactly(0L);
    }

    @Test
    void aTaskStartsOnceAndItsOtherJobsDoNotWait() {
        Simulation pool = pool(1);
        Task top = Task.builder("top").onStart(started -> {}).build();
        task(pool, top, 10);
        pool.submit(ZERO, job("a").task(top).build(), Behaviour.runs(ms(1)));
        SimulatedJob second = pool.submit(ZERO, job("b").task(top).build(), Behaviour.runs(ms(1)));
        pool.run();
        assertThat(second.starts()).containsExactly(nanos(11));
    }

    @Test
    void noneOfItsJobsStartsIfTheOnStartOfATaskThrows() {
        Simulation pool = pool(2);
        Task top = Task.builder("top").onStart(started -> {}).build();
        SimulatedTask entry = pool.newTask(top, ms(10), true);
        pool.admit(ZERO, ZERO, List.of(entry), List.of());
        SimulatedJob early = pool.submit(ZERO, job("early").task(top).build(), Behaviour.runs(ms(1)));
        SimulatedJob late = pool.submit(ms(50), job("late").task(top).build(), Behaviour.runs(ms(1)));
        pool.run();
        assertThat(early.end().outcome())
                .isEqualTo(new Outcome.NotStarted(Outcome.NotStarted.Cause.CALLBACK, "its onStart threw"));
        assertThat(kind(late)).isEqualTo("not-started");
        assertThat(entry.end().state()).isEqualTo(TaskSummary.State.FAILED);
        assertThat(entry.end().started()).isFalse();
    }

    @Test
    void aTaskEndsAfterTheCallbacksOfItsMembersAndCountsDirectOnes() {
        Simulation pool = pool(2);
        Task top = Task.builder("top").onFinish(ended -> {}).build();
        Task below = Task.builder("below").parent(top).onFinish(ended -> {}).build();
        SimulatedTask topEntry = task(pool, top, 10);
        SimulatedTask belowEntry = task(pool, below, 10);
        pool.submit(
                ZERO,
                job("good").task(below).onFinish(result -> {}).build(),
                Behaviour.runs(ms(1)).withCallbacks(ms(100)));
        pool.submit(ZERO, job("bad").task(below).build(), Behaviour.runs(ms(1)).exitingWith(1));
        pool.submit(ZERO, job("direct").task(top).build(), Behaviour.runs(ms(1)));
        pool.close(ZERO, topEntry);
        pool.close(ZERO, belowEntry);
        pool.run();
        assertThat(belowEntry.end().finishedAt()).isEqualTo(nanos(101));
        assertThat(topEntry.end().finishedAt()).isEqualTo(nanos(111));
        assertThat(List.of(belowEntry.end().done(), belowEntry.end().terminated()))
                .containsExactly(1L, 1L);
        assertThat(List.of(topEntry.end().done(), topEntry.end().terminated())).containsExactly(1L, 1L);
    }

    @Test
    void aTimeoutEndsQueuedRunningAndLaterJobsAtAnyDepth() {
        Simulation pool = pool(1);
        Task top = Task.builder("top").timeout(ms(50)).build();
        Task below = Task.builder("below").parent(top).build();
        pool.task(ZERO, top);
        pool.task(ZERO, below);
        SimulatedJob running = pool.submit(ms(10), job("running").task(below).build(), Behaviour.runs(ms(500)));
        SimulatedJob queued = pool.submit(ms(10), job("queued").task(top).build(), Behaviour.runs(ms(1)));
        SimulatedJob other = pool.submit(ms(20), job("other").build(), Behaviour.runs(ms(1)));
        SimulatedJob late = pool.submit(ms(100), job("late").task(below).build(), Behaviour.runs(ms(1)));
        pool.run();
        Outcome timedOut = Outcome.TimedOut.ofTask("top", Outcome.TimedOut.Clock.WALL, ms(50), ms(50));
        assertThat(running.end().outcome()).isEqualTo(timedOut);
        assertThat(running.endedAt()).isEqualTo(nanos(60));
        assertThat(queued.end().outcome()).isEqualTo(timedOut);
        assertThat(late.end().outcome()).isEqualTo(timedOut);
        assertThat(other.starts()).containsExactly(nanos(60));
    }

    @Test
    void cancellingATaskEndsAlsoWhatIsAddedLater() {
        Simulation pool = pool(1);
        Task top = Task.of("top");
        SimulatedTask entry = pool.task(ZERO, top);
        SimulatedJob running = pool.submit(ZERO, job("running").task(top).build(), Behaviour.runs(ms(500)));
        pool.cancel(ms(10), entry);
        SimulatedJob late = pool.submit(ms(20), job("late").task(top).build(), Behaviour.runs(ms(1)));
        pool.run();
        assertThat(kind(running)).isEqualTo("cancelled");
        assertThat(late.starts()).isEmpty();
    }

    @Test
    void aTaskIsOpenUntilItIsClosedAndThenTakesNoMore() {
        Simulation pool = pool(1);
        Task top = Task.of("top");
        SimulatedTask entry = pool.task(ZERO, top);
        pool.submit(ZERO, job("a").task(top).build(), Behaviour.runs(ms(1)));
        pool.submit(ms(50), job("b").task(top).build(), Behaviour.runs(ms(1)));
        pool.close(ms(100), entry);
        SimulatedJob refused = pool.submit(ms(150), job("c").task(top).build(), Behaviour.runs(ms(1)));
        pool.run();
        assertThat(entry.end().finishedAt()).isEqualTo(nanos(100));
        assertThat(entry.end().added()).isEqualTo(2);
        assertThat(refused.end()).isNull();
    }

    @Test
    void aClosedTaskEndsWhenAMemberThatWasOnItsWayIsRefused() {
        Simulation pool = pool(1);
        Task top = Task.of("top");
        SimulatedTask entry = pool.task(ZERO, top);
        pool.submit(ZERO, job("running").build(), Behaviour.runs(ms(100)));
        pool.join(ZERO, null);
        SimulatedJob refused =
                pool.newJob(job("refused").task(top).after("unknown").build(), Behaviour.runs(ms(1)));
        pool.admit(ms(20), ms(10), List.of(), List.of(refused));
        pool.close(ms(25), entry);
        pool.run();
        assertThat(refused.end()).isNull();
        assertThat(entry.end().finishedAt()).isEqualTo(nanos(30));
    }

    @Test
    void anUnreachableTaskEndsWhenNothingIsLeftThatCouldAddToIt() {
        Simulation pool = pool(1);
        SimulatedTask unreachable = pool.task(ZERO, Task.of("unreachable"));
        pool.submit(ZERO, job("a").build(), Behaviour.runs(ms(50)));
        SimulatedJob after = pool.submit(ZERO, job("after").after("unreachable").build(), Behaviour.runs(ms(10)));
        pool.join(ZERO, null);
        pool.run();
        assertThat(unreachable.end().finishedAt()).isEqualTo(nanos(50));
        assertThat(after.starts()).containsExactly(nanos(50));
    }

    @Test
    void anUnreachableTaskWaitsForTheCallbacksOfAnotherWhichCouldAddToIt() {
        Simulation pool = pool(1);
        SimulatedTask first =
                task(pool, Task.builder("first").onFinish(ended -> {}).build(), 30);
        SimulatedTask second = pool.task(ZERO, Task.of("second"));
        pool.join(ms(10), null);
        SimulatedJob added =
                pool.submit(ms(20), job("added").task(second.task()).build(), Behaviour.runs(ms(50)));
        pool.run();
        assertThat(first.end().finishedAt()).isEqualTo(nanos(10));
        assertThat(kind(added)).isEqualTo("succeeded");
        assertThat(second.end().finishedAt()).isEqualTo(nanos(70));
    }

    @Test
    void anUnreachableTaskWaitsForAJobThatAStubHasSetFree() {
        Simulation pool = pool(1);
        SimulatedTask open = pool.task(ZERO, Task.of("open"));
        SimulatedJob stub = pool.newJob(Job.of("stub", Command.none()), Behaviour.runs(ZERO));
        SimulatedJob after = pool.newJob(job("after").after("stub").build(), Behaviour.runs(ms(50)));
        pool.pause(ZERO, true);
        pool.admit(ZERO, ZERO, List.of(), List.of(stub, after));
        pool.join(ZERO, null);
        pool.pause(ms(10), false);
        pool.run();
        assertThat(after.endedAt()).isEqualTo(nanos(60));
        assertThat(open.end().finishedAt()).isEqualTo(nanos(60));
    }

    @Test
    void tellsWhichJobsAreUnfinished() {
        Simulation pool = pool(1);
        Task top = Task.of("top");
        pool.task(ZERO, top);
        SimulatedJob running = pool.submit(ZERO, job("running").task(top).build(), Behaviour.runs(ms(100)));
        SimulatedJob queued = pool.submit(ZERO, job("queued").build(), Behaviour.runs(ms(1)));
        pool.inspect(ms(30), null);
        pool.run();
        List<Inspection.InspectedJob> found = pool.inspections().get(0).jobs();
        assertThat(found).extracting(Inspection.InspectedJob::job).containsExactly(running, queued);
        assertThat(found.get(0).running()).isEqualTo(nanos(30));
    }

    /** The scheduler once went on to terminate the job whose exit had used up the CPU time of its task. */
    @Test
    void anExitThatUsesUpTheCpuTimeOfItsTaskKeepsItsOutcome() {
        Simulation pool = pool(2);
        Task task = Task.builder("T").cpuTimeout(ms(50)).build();
        pool.task(ZERO, task);
        SimulatedJob last = pool.submit(
                ZERO, job("last").task(task).build(), Behaviour.runs(ms(20)).doing(new Activity(400, ZERO)));
        SimulatedJob other = pool.submit(ZERO, job("other").task(task).build(), Behaviour.runs(ms(1000)));
        pool.run();
        assertThat(last.end().outcome()).isEqualTo(new Outcome.Succeeded());
        assertThat(other.end().outcome().reason()).startsWith("the task 'T' reached its limit of CPU time");
        assertThat(other.endedAt()).isEqualTo(nanos(20));
    }
}
