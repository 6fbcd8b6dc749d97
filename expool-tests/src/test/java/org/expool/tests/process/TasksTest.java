package org.expool.tests.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.expool.Command;
import org.expool.ExecPool;
import org.expool.InvalidSettingsException;
import org.expool.Job;
import org.expool.JobHandle;
import org.expool.Outcome;
import org.expool.Outcome.TimedOut.Clock;
import org.expool.Output;
import org.expool.Resource;
import org.expool.Task;
import org.expool.TaskBuilder;
import org.expool.TaskFinishedException;
import org.expool.TaskHandle;
import org.expool.TaskSummary;
import org.expool.Unfinished;
import org.expool.testkit.NoLeaks;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Trees of tasks. */
@ExtendWith(NoLeaks.class)
class TasksTest {

    @TempDir
    Path dir;

    @EachLauncher
    void callbacksComeInOrderAndOnce(String launcher) throws InterruptedException {
        List<String> calls = new CopyOnWriteArrayList<>();
        Task outer = told("outer", calls).build();
        Task inner = told("inner", calls).parent(outer).build();
        try (ExecPool pool = Launchers.pool(launcher, 1).build()) {
            pool.submit(Job.builder("job", Command.of("true"))
                    .task(inner)
                    .onStart(start -> calls.add("job starts"))
                    .onDone(result -> calls.add("job done"))
                    .onFinish(result -> calls.add("job finishes"))
                    .build());
            pool.join();
        }
        assertThat(calls)
                .containsExactly(
                        "outer starts",
                        "inner starts",
                        "job starts",
                        "job done",
                        "job finishes",
                        "inner done 1/1/0",
                        "inner finishes",
                        "outer done 1/1/0",
                        "outer finishes");
    }

    private static TaskBuilder told(String name, List<String> calls) {
        return Task.builder(name)
                .onStart(task -> calls.add(name + " starts"))
                .onDone(end -> calls.add(name + " done " + end.added() + "/" + end.done() + "/" + end.terminated()))
                .onFinish(end -> calls.add(name + " finishes"));
    }

    @EachLauncher
    void sequentialAdditionsDoNotEndATaskBeforeItIsClosed(String launcher) throws InterruptedException {
        List<String> calls = new CopyOnWriteArrayList<>();
        try (ExecPool pool = Launchers.pool(launcher, 1).build()) {
            TaskHandle task = pool.task(told("task", calls).build());
            for (String name : List.of("one", "two", "three")) {
                assertThat(task.submit(Jobs.quick(name)).await().succeeded()).isTrue();
                assertThat(calls).containsExactly("task starts");
            }
            task.close();
            assertThat(task.await().state()).isEqualTo(TaskSummary.State.SUCCEEDED);
            assertThat(calls).containsExactly("task starts", "task done 3/3/0", "task finishes");
            assertThatThrownBy(() -> task.submit(Jobs.quick("late")))
                    .isInstanceOf(TaskFinishedException.class)
                    .hasMessageContaining("'task'")
                    .hasMessageContaining("'late'");
            assertThat(pool.join()).isTrue();
            assertThat(pool.tasks()).singleElement().satisfies(end -> {
                assertThat(end.startedAt()).isNotNull();
                assertThat(end.finishedAt()).isAfterOrEqualTo(end.startedAt());
            });
        }
    }

    @EachLauncher
    void aTimeoutEndsAllThatIsUnfinished(String launcher) throws InterruptedException {
        Duration limit = Duration.ofMillis(400);
        Task outer = Task.builder("outer").timeout(limit).build();
        Task inner = Task.builder("inner").parent(outer).build();
        try (ExecPool pool = Launchers.pool(launcher, 1).build()) {
            JobHandle running = pool.submit(Jobs.endless("running").in(inner));
            JobHandle queued = pool.submit(Jobs.quick("queued").in(outer));
            JobHandle other = pool.submit(Jobs.quick("without a task"));
            assertThat(pool.join()).isTrue();
            assertThat(running.await().outcome())
                    .satisfies(Jobs.reached(Outcome.TimedOut.ofTask("outer", Clock.WALL, limit, limit)));
            TaskSummary end = pool.tasks().get(0);
            assertThat(Duration.between(end.startedAt(), running.await().finishedAt()))
                    .isGreaterThanOrEqualTo(limit);
            assertThat(queued.await().outcome())
                    .satisfies(Jobs.reached(Outcome.TimedOut.ofTask("outer", Clock.WALL, limit, limit)));
            assertThat(queued.await().starts()).isZero();
            assertThat(other.await().succeeded()).isTrue();
            assertThat(pool.tasks()).extracting(TaskSummary::state).containsOnly(TaskSummary.State.FAILED);
        }
    }

    @EachLauncher
    void theCpuTimeOfATaskIsThatOfAllItsJobs(String launcher) throws InterruptedException {
        Task busy = Task.builder("busy").cpuTimeout(Duration.ofMillis(600)).build();
        try (ExecPool pool = Launchers.pool(launcher, 2).build()) {
            JobHandle one =
                    pool.submit(Jobs.shell("one", "while :; do :; done").build().in(busy));
            JobHandle other = pool.submit(
                    Jobs.shell("other", "while :; do :; done").build().in(busy));
            pool.join();
            for (JobHandle job : List.of(one, other)) {
                assertThat(job.await().outcome()).isInstanceOfSatisfying(Outcome.TimedOut.class, end -> {
                    assertThat(end.clock()).isEqualTo(Outcome.TimedOut.Clock.CPU);
                    assertThat(end.task()).isEqualTo("busy");
                    assertThat(end.measured()).isGreaterThanOrEqualTo(Duration.ofMillis(600));
                });
            }
        }
    }

    @EachLauncher
    void jobsInheritStreamsAndLabels(String launcher) throws IOException, InterruptedException {
        Path log = dir.resolve("log");
        Task task = Task.builder("logged")
                .stdout(Output.appendPlainlyTo(log))
                .stderr(Output.discard())
                .params(Map.of("network", "dblp"))
                .build();
        try (ExecPool pool = Launchers.pool(launcher, 1).build()) {
            TaskHandle handle = pool.task(task);
            JobHandle job = handle.submit(Job.of("echo", Command.of("echo", "hello")));
            handle.submit(Job.builder("other", Command.of("echo", "kept"))
                    .stdout(Output.capture())
                    .build());
            pool.join();
            assertThat(job.job().params()).containsEntry("network", "dblp");
        }
        assertThat(Files.readString(log)).isEqualTo("hello\n");
    }

    @EachLauncher
    void unfinishedMembersAreListedWithinTheirTasks(String launcher) throws InterruptedException {
        try (ExecPool pool = Launchers.pool(launcher, 1)
                .samplingInterval(Duration.ofMillis(20))
                .build()) {
            TaskHandle outer = pool.task(Task.of("outer"));
            TaskHandle inner = outer.task(Task.of("inner"));
            JobHandle running = inner.submit(Jobs.endless("running"));
            outer.submit(Jobs.quick("queued"));
            Jobs.await(() -> runningIn(pool).pid() != 0
                    && (launcher.equals(Launchers.PLATFORM) || runningIn(pool).memoryBytes() != null));
            Unfinished.ActiveJob seen = runningIn(pool);
            assertThat(seen.id()).isEqualTo(running.id());
            assertThat(seen.state()).isEqualTo(Unfinished.State.RUNNING);
            assertThat(seen.startedAt()).isNotNull();
            assertThat(seen.running()).isPositive();
            assertThat(outer.unfinished()).extracting(Unfinished::name).containsExactly("inner", "queued");
            outer.cancel("enough");
            assertThat(running.await().outcome()).isEqualTo(new Outcome.Cancelled(Outcome.Cancelled.By.TASK, "enough"));
            pool.join();
            assertThat(pool.unfinished()).isEmpty();
        }
    }

    private static Unfinished.ActiveJob runningIn(ExecPool pool) {
        Unfinished.ActiveTask outer = (Unfinished.ActiveTask) pool.unfinished().get(0);
        Unfinished.ActiveTask inner = (Unfinished.ActiveTask) outer.members().get(0);
        return (Unfinished.ActiveJob) inner.members().get(0);
    }

    @EachLauncher
    void aThrowingOnStartKeepsItsJobsFromStartingAndTheTaskEnds(String launcher) throws InterruptedException {
        List<String> calls = new CopyOnWriteArrayList<>();
        Task task = told("task", calls)
                .onStart(start -> {
                    throw new IllegalStateException("not today");
                })
                .build();
        try (ExecPool pool = Launchers.pool(launcher, 2).build()) {
            JobHandle job = pool.submit(Jobs.quick("job").in(task));
            pool.join();
            assertThat(job.await().outcome())
                    .isInstanceOf(Outcome.NotStarted.class)
                    .extracting(Outcome::reason)
                    .asString()
                    .contains("the onStart of task 'task'", "not today");
        }
        assertThat(calls).containsExactly("task finishes");
    }

    @EachLauncher
    void whatIsWrongWithASubmissionIsSaidAndNothingStarts(String launcher) throws InterruptedException {
        try (ExecPool pool = Launchers.pool(launcher, 1).resource("gpu", 2).build()) {
            Job a = Job.builder("a", Command.of("true")).after("b").build();
            Job b = Job.builder("b", Command.of("true")).after("a").build();
            assertThatThrownBy(() -> pool.submitAll(List.of(Jobs.quick("good"), a, b)))
                    .isInstanceOf(InvalidSettingsException.class)
                    .hasMessageContaining("'a' waits for 'b'");
            assertThatThrownBy(() -> pool.submit(a))
                    .isInstanceOf(InvalidSettingsException.class)
                    .hasMessageContaining("'b'");
            Job greedy = Job.builder("greedy", Command.of("true"))
                    .resources(Map.of("gpu", 3))
                    .build();
            assertThatThrownBy(() -> pool.submit(greedy))
                    .isInstanceOf(InvalidSettingsException.class)
                    .hasMessageContaining("gpu");
            assertThat(pool.join()).isTrue();
            assertThat(pool.summary().jobs()).isZero();
        }
    }

    @EachLauncher
    void resourcesAreHandedOutByNumber(String launcher) throws InterruptedException {
        try (ExecPool pool = Launchers.pool(launcher, 2)
                .resource("gpu", 2)
                .resource(new Resource("device", 1, "CUDA_VISIBLE_DEVICES"))
                .build()) {
            JobHandle both = pool.submit(echo("both", Map.of("gpu", 2)));
            JobHandle one = pool.submit(echo("one", Map.of("gpu", 1, "device", 1)));
            assertThat(Jobs.text(both.await().stdout())).isEqualTo("gpu 0,1 device\n");
            assertThat(Jobs.text(one.await().stdout())).isEqualTo("gpu 0 device 0\n");
        }
    }

    private static Job echo(String name, Map<String, Integer> resources) {
        return Jobs.shell(name, "echo gpu $EXPOOL_RESOURCE_GPU device $CUDA_VISIBLE_DEVICES")
                .stdout(Output.capture())
                .resources(resources)
                .build();
    }
}
