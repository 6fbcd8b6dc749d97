package org.expool.tests.concurrency;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.expool.ExecPool;
import org.expool.JobHandle;
import org.expool.JobResult;
import org.expool.Outcome;
import org.expool.PoolBuilder;
import org.expool.PoolSummary;
import org.expool.Task;
import org.expool.TaskHandle;
import org.expool.TaskSummary;
import org.expool.testkit.NoLeaks;
import org.expool.tests.concurrency.Tally.Calls;
import org.expool.tests.process.EachLauncher;
import org.expool.tests.process.Launchers;
import org.junit.jupiter.api.extension.ExtendWith;

/** Sixteen threads make random calls of the API and finally close the pool; then all counts must agree. */
@ExtendWith(NoLeaks.class)
class PublicApiTest {

    private static final int USERS = 16;
    private static final int OPERATIONS = 5_000;

    private static final Duration TIMEOUT = Duration.ofMinutes(3);

    private final Tally tally = new Tally();

    @EachLauncher
    void everythingAddsUp(String launcher) throws InterruptedException {
        use(pool(launcher).build(), OPERATIONS);
    }

    /** Then results are not delivered on the pool's listener thread. */
    @EachLauncher
    void everythingAddsUpAndIsHeardOf(String launcher) throws InterruptedException {
        ExecPool pool = pool(launcher).listener(tally).build();
        use(pool, OPERATIONS / 2);
        List<JobResult> results =
                tally.jobs.stream().map(job -> job.result().orElseThrow()).toList();
        assertThat(tally.heardOf).containsExactlyInAnyOrderElementsOf(results);
        assertThat(tally.tasksHeardOf).containsExactlyInAnyOrderElementsOf(pool.tasks());
    }

    private static PoolBuilder pool(String launcher) {
        return Launchers.pool(launcher, 4).grace(Duration.ofMillis(100)).resource("device", 2);
    }

    /** One more user closes the pool when it has finished, while the others are about to. */
    private void use(ExecPool pool, int operations) throws InterruptedException {
        List<Runnable> users = new ArrayList<>();
        for (int user = 0; user < USERS; user++) {
            users.add(new RandomUser(pool, tally, user, operations));
        }
        users.add(() -> {
            new RandomUser(pool, tally, USERS, operations).run();
            pool.close();
        });
        finish(users);
        pool.close();
        assertThat(tally.unexpected).isEmpty();
        checkJobs();
        checkTasks(pool);
        checkSummary(pool);
    }

    private void checkJobs() {
        Set<Long> ids = new HashSet<>();
        for (JobHandle handle : tally.jobs) {
            JobResult result = handle.result().orElseThrow(() -> new AssertionError(handle.job() + " has no result"));
            assertThat(ids.add(handle.id())).as("a unique number").isTrue();
            Calls calls = tally.calls.get(handle.job().name());
            if (calls != null) {
                check(calls, result);
            }
        }
    }

    private static void check(Calls calls, JobResult result) {
        assertThat(calls.dones()).as("%s", result).isEqualTo(result.succeeded() ? 1 : 0);
        assertThat(calls.finishes()).as("%s", result).isEqualTo(1);
        List<Integer> starts = calls.starts();
        // One attempt may have been terminated between its onStart and its process.
        assertThat(starts.size()).as("%s", result).isBetween(result.starts(), result.starts() + 1);
        assertThat(starts).as("%s", result).doesNotHaveDuplicates();
    }

    private void checkTasks(ExecPool pool) {
        Map<String, Long> members = new HashMap<>();
        tally.jobs.stream().map(handle -> handle.job().task()).forEach(task -> count(task, members));
        List<TaskSummary> ends = pool.tasks();
        ends.forEach(end -> count(end.task().parent(), members));
        for (TaskSummary end : ends) {
            assertThat(end.finished()).as("%s", end).isTrue();
            assertThat(end.added())
                    .as("%s", end)
                    .isEqualTo(members.getOrDefault(end.task().name(), 0L));
            assertThat(end.done() + end.terminated()).as("%s", end).isEqualTo(end.added());
            assertThat(end.succeeded()).as("%s", end).isEqualTo(end.terminated() == 0);
            Calls calls = tally.calls.get(end.task().name());
            if (calls != null) {
                assertThat(calls.dones()).as("%s", end).isEqualTo(end.succeeded() ? 1 : 0);
                assertThat(calls.finishes()).as("%s", end).isEqualTo(1);
                assertThat(calls.starts()).as("%s", end).hasSize(end.startedAt() == null ? 0 : 1);
            }
        }
        for (TaskHandle handle : tally.tasks.values()) {
            assertThat(handle.result()).as("%s", handle.task()).contains(handle.summary());
        }
    }

    private static void count(Task owner, Map<String, Long> members) {
        if (owner != null) {
            members.merge(owner.name(), 1L, Long::sum);
        }
    }

    private void checkSummary(ExecPool pool) {
        PoolSummary summary = pool.summary();
        assertThat(summary.jobs()).isEqualTo(tally.jobs.size());
        long unsuccessful = summary.count(Outcome.Kind.FAILED)
                + summary.count(Outcome.Kind.TIMED_OUT)
                + summary.count(Outcome.Kind.MEMORY_EXCEEDED)
                + summary.count(Outcome.Kind.CHAINED)
                + summary.count(Outcome.Kind.CANCELLED)
                + summary.count(Outcome.Kind.NOT_STARTED)
                + summary.count(Outcome.Kind.LOST);
        assertThat(summary.count(Outcome.Kind.SUCCEEDED) + unsuccessful).isEqualTo(summary.jobs());
        assertThat(pool.failures()).hasSize((int) unsuccessful);
        assertThat(summary.count(Outcome.Kind.LOST)).isZero();
        assertThat(pool.unfinished()).isEmpty();
    }

    /** Runs all at the same time, and reports their stacks if they do not end. */
    private static void finish(List<? extends Runnable> work) throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (Runnable each : work) {
            Thread thread = new Thread(each, "user-" + threads.size());
            thread.setDaemon(true);
            thread.start();
            threads.add(thread);
        }
        long deadline = System.nanoTime() + TIMEOUT.toNanos();
        for (Thread thread : threads) {
            thread.join(
                    Math.max(1, Duration.ofNanos(deadline - System.nanoTime()).toMillis()));
            if (thread.isAlive()) {
                throw new AssertionError(thread.getName() + " has not ended after " + TIMEOUT + dump());
            }
        }
    }

    private static String dump() {
        StringBuilder dump = new StringBuilder("; all threads:");
        Thread.getAllStackTraces().forEach((thread, frames) -> {
            dump.append("\n").append(thread);
            for (StackTraceElement frame : frames) {
                dump.append("\n    ").append(frame);
            }
        });
        return dump.toString();
    }
}
