package org.expool.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.expool.simulator.Plans.ZERO;
import static org.expool.simulator.Plans.job;
import static org.expool.simulator.Plans.kind;
import static org.expool.simulator.Plans.ms;
import static org.expool.simulator.Plans.nanos;
import static org.expool.simulator.Plans.pool;

import java.util.ArrayList;
import java.util.List;
import org.expool.Command;
import org.expool.Job;
import org.expool.Task;
import org.junit.jupiter.api.Test;

/** Jobs that wait for others. */
class SchedulerDependenciesTest {

    @Test
    void aJobStartsWhenAllItWaitsForHaveSucceeded() {
        Simulation pool = pool(3);
        pool.submit(ZERO, job("a").build(), Behaviour.runs(ms(10)));
        pool.submit(ZERO, job("b").build(), Behaviour.runs(ms(30)));
        SimulatedJob both = pool.submit(ZERO, job("both").after("a", "b").build(), Behaviour.runs(ms(10)));
        pool.run();
        assertThat(both.starts()).containsExactly(nanos(30));
    }

    @Test
    void aJobWaitsForAllOfAName() {
        Simulation pool = pool(3);
        pool.submit(ZERO, job("a").build(), Behaviour.runs(ms(10)));
        pool.submit(ZERO, job("a").build(), Behaviour.runs(ms(30)));
        SimulatedJob after = pool.submit(ms(20), job("after").after("a").build(), Behaviour.runs(ms(10)));
        pool.run();
        assertThat(after.starts()).containsExactly(nanos(30));
    }

    @Test
    void callbacksOfOthersAreNotWaitedFor() {
        Simulation pool = pool(1);
        pool.submit(
                ZERO,
                job("a").onFinish(result -> {}).build(),
                Behaviour.runs(ms(10)).withCallbacks(ms(1000)));
        SimulatedJob after = pool.submit(ZERO, job("after").after("a").build(), Behaviour.runs(ms(10)));
        pool.run();
        assertThat(after.starts()).containsExactly(nanos(10));
    }

    @Test
    void afterAFailureTheJobEndsUnstartedAndSaysWhy() {
        Simulation pool = pool(1);
        pool.submit(ZERO, job("bad").build(), Behaviour.runs(ms(10)).exitingWith(3));
        SimulatedJob after = pool.submit(ZERO, job("after").after("bad").build(), Behaviour.runs(ms(10)));
        SimulatedJob late = pool.submit(ms(50), job("late").after("bad").build(), Behaviour.runs(ms(10)));
        pool.run();
        assertThat(after.endedAt()).isEqualTo(nanos(10));
        assertThat(after.end().outcome().reason())
                .isEqualTo("it was to run after 'bad', which did not succeed: exit code 3");
        assertThat(late.endedAt()).isEqualTo(nanos(50));
        assertThat(late.starts()).isEmpty();
    }

    @Test
    void aRetriedJobIsWaitedFor() {
        Simulation pool = pool(2);
        pool.submit(
                ZERO,
                job("flaky").retry(org.expool.Retry.times(2)).build(),
                Behaviour.runs(ms(10)).exitingWith(1).onlyFirst(1));
        SimulatedJob after = pool.submit(ZERO, job("after").after("flaky").build(), Behaviour.runs(ms(10)));
        pool.run();
        assertThat(after.starts()).containsExactly(nanos(20));
    }

    @Test
    void jobsOfATaskWaitForWhatTheTasksAboveWaitFor() {
        Simulation pool = pool(2);
        pool.submit(ZERO, job("first").build(), Behaviour.runs(ms(10)));
        Task top = Task.builder("top").after("first").build();
        Task below = Task.builder("below").parent(top).build();
        pool.task(ZERO, top);
        pool.task(ZERO, below);
        SimulatedJob member = pool.submit(ZERO, job("member").task(below).build(), Behaviour.runs(ms(10)));
        pool.run();
        assertThat(member.starts()).containsExactly(nanos(10));
    }

    @Test
    void jobsOfATaskThatIsOpenedAfterTheFailureOfWhatItWaitsForDoNotStart() {
        Simulation pool = pool(1);
        pool.submit(ZERO, job("bad").build(), Behaviour.runs(ms(10)).exitingWith(1));
        Task top = Task.builder("top").after("bad").build();
        Task below = Task.builder("below").parent(top).build();
        pool.task(ms(20), top);
        pool.task(ms(20), below);
        SimulatedJob member = pool.submit(ms(20), job("member").task(top).build(), Behaviour.runs(ms(10)));
        SimulatedJob deep = pool.submit(ms(30), job("deep").task(below).build(), Behaviour.runs(ms(10)));
        pool.run();
        assertThat(kind(member)).isEqualTo("not-started");
        assertThat(kind(deep)).isEqualTo("not-started");
    }

    @Test
    void aCycleIsRefusedWithEverythingThatWasHandedOverWithIt() {
        Simulation pool = pool(1);
        SimulatedJob a = pool.newJob(job("a").after("b").build(), Behaviour.runs(ms(10)));
        SimulatedJob b = pool.newJob(job("b").after("a").build(), Behaviour.runs(ms(10)));
        SimulatedJob c = pool.newJob(job("c").build(), Behaviour.runs(ms(10)));
        pool.admit(ZERO, ZERO, List.of(), List.of(a, b, c));
        SimulatedJob again = pool.submit(ms(10), job("c").build(), Behaviour.runs(ms(10)));
        SimulatedJob after = pool.submit(ms(10), job("d").after("a").build(), Behaviour.runs(ms(10)));
        pool.run();
        assertThat(c.end()).isNull();
        assertThat(kind(again)).isEqualTo("succeeded");
        assertThat(after.end()).as("after what was refused").isNull();
    }

    @Test
    void aMemberThatWaitsForItsOwnTaskIsRefused() {
        Simulation pool = pool(1);
        Task task = Task.of("task");
        pool.task(ZERO, task);
        SimulatedJob member =
                pool.submit(ZERO, job("member").task(task).after("task").build(), Behaviour.runs(ms(1)));
        pool.run();
        assertThat(member.end()).isNull();
    }

    @Test
    void aCycleIsRefusedAlsoIfAJobInItCouldNotStartAnyway() {
        Simulation pool = pool(1);
        pool.submit(ZERO, job("bad").build(), Behaviour.runs(ms(1)).exitingWith(1));
        Task task = Task.of("task");
        pool.task(ZERO, task);
        SimulatedJob hopeless = pool.newJob(job("hopeless").after("bad").build(), Behaviour.runs(ms(1)));
        SimulatedJob member =
                pool.newJob(job("member").task(task).after("hopeless", "task").build(), Behaviour.runs(ms(1)));
        pool.admit(ms(10), ZERO, List.of(), List.of(hopeless, member));
        pool.run();
        assertThat(hopeless.end()).isNull();
    }

    @Test
    void aJobThatHasEndedIsPartOfNoCycle() {
        Simulation pool = pool(1);
        Task first = Task.of("first");
        Task second = Task.builder("second").after("first").build();
        pool.submit(ZERO, job("bad").build(), Behaviour.runs(ms(1)).exitingWith(1));
        pool.task(ZERO, first);
        pool.task(ZERO, second);
        SimulatedJob ended =
                pool.submit(ZERO, job("over").task(second).after("bad").build(), Behaviour.runs(ms(1)));
        pool.submit(ZERO, job("third").after("second").build(), Behaviour.runs(ms(1)));
        SimulatedJob fourth =
                pool.submit(ms(10), job("fourth").task(first).after("third").build(), Behaviour.runs(ms(1)));
        pool.run();
        assertThat(ended.endedAt()).isEqualTo(nanos(1));
        assertThat(fourth.end()).isNotNull();
    }

    @Test
    void hundredThousandJobsInARowFailAndSayWhyInOneSentence() {
        Simulation pool = pool(1);
        List<SimulatedJob> row = row(pool, 100_000, Behaviour.runs(ms(1)).exitingWith(1));
        pool.run();
        assertThat(row.get(99_999).end().outcome().reason())
                .isEqualTo(
                        "it was to run after 'job 99998', which did not start, as 'job 0' did not succeed: exit code 1");
    }

    @Test
    void hundredThousandStubsInARowSucceedWithoutRecursion() {
        Simulation pool = pool(1);
        List<SimulatedJob> row = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            Job stub = Job.builder("job " + i, Command.none())
                    .after(i == 0 ? new String[0] : new String[] {"job " + (i - 1)})
                    .build();
            row.add(pool.newJob(stub, Behaviour.runs(ZERO)));
        }
        pool.admit(ZERO, ZERO, List.of(), row);
        pool.run();
        assertThat(kind(row.get(99_999))).isEqualTo("succeeded");
    }

    private static List<SimulatedJob> row(Simulation pool, int length, Behaviour first) {
        List<SimulatedJob> row = new ArrayList<>();
        row.add(pool.newJob(job("job 0").build(), first));
        for (int i = 1; i < length; i++) {
            row.add(pool.newJob(job("job " + i).after("job " + (i - 1)).build(), Behaviour.runs(ms(1))));
        }
        pool.admit(ZERO, ZERO, List.of(), row);
        return row;
    }

    @Test
    void whatAStubSetsFreeStartsInItsPlace() {
        Simulation pool = pool(1);
        SimulatedJob stub = pool.newJob(Job.of("stub", Command.none()), Behaviour.runs(ZERO));
        SimulatedJob other = pool.newJob(job("other").build(), Behaviour.runs(ms(10)));
        SimulatedJob urgent =
                pool.newJob(job("urgent").after("stub").priority(1).build(), Behaviour.runs(ms(10)));
        pool.admit(ZERO, ZERO, List.of(), List.of(stub, other, urgent));
        pool.run();
        assertThat(urgent.starts()).containsExactly(0L);
        assertThat(other.starts()).containsExactly(nanos(10));
    }

    @Test
    void namesOfAnEarlierRoundAreUnknown() {
        Simulation pool = pool(1);
        pool.submit(ZERO, job("a").build(), Behaviour.runs(ms(10)));
        pool.join(ZERO, null);
        SimulatedJob after = pool.submit(ms(50), job("after").after("a").build(), Behaviour.runs(ms(10)));
        pool.run();
        assertThat(after.end()).isNull();
    }
}
