package org.expool.tests.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.expool.Command;
import org.expool.ExecPool;
import org.expool.Job;
import org.expool.JobHandle;
import org.expool.JobResult;
import org.expool.Outcome;
import org.expool.Outcome.TimedOut.Clock;
import org.expool.Output;
import org.expool.testkit.NoLeaks;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Timeouts of jobs and of rounds, restarts, and start delays.
 *
 * @see org.expool.core.schedule.Terminator
 */
@ExtendWith(NoLeaks.class)
class TimeLimitsTest {

    private static final Duration SHORT = Duration.ofMillis(300);

    /** A timeout after which a shell has set its trap, on a busy host too. */
    private static final Duration TO_SET_A_TRAP = Duration.ofSeconds(3);

    @TempDir
    Path dir;

    @EachLauncher
    void aJobThatRunsTooLongIsEndedWithItsChildren(String launcher) throws IOException, InterruptedException {
        Path pids = dir.resolve("pids");
        try (ExecPool pool = Launchers.pool(launcher, 1).build()) {
            JobResult result =
                    pool.run(Jobs.shell("parent", "sleep 600 & echo $!; sh -c 'sleep 600 & echo $!; wait' & wait")
                            .stdout(Output.appendTo(pids))
                            .timeout(Duration.ofSeconds(1))
                            .build());
            assertThat(result.outcome())
                    .satisfies(Jobs.reached(
                            Outcome.TimedOut.ofJob(Clock.WALL, Duration.ofSeconds(1), Duration.ofSeconds(1))));
            assertThat(result.wall()).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
        }
        assertThat(Files.readAllLines(pids)).hasSize(2);
        Jobs.awaitEnds(Files.readAllLines(pids));
    }

    @EachLauncher
    void aJobThatIgnoresTerminationIsKilledAfterTheGrace(String launcher) throws InterruptedException {
        try (ExecPool pool =
                Launchers.pool(launcher, 1).grace(Duration.ofSeconds(2)).build()) {
            JobResult ended = pool.run(Jobs.shell("stubborn", "trap '' TERM; while :; do sleep 0.1; done")
                    .timeout(TO_SET_A_TRAP)
                    .build());
            assertThat(ended.outcome())
                    .satisfies(Jobs.reached(Outcome.TimedOut.ofJob(Clock.WALL, TO_SET_A_TRAP, TO_SET_A_TRAP)));
            assertThat(ended.wall()).isGreaterThanOrEqualTo(TO_SET_A_TRAP.plusSeconds(2));
        }
    }

    /** The grace is longer than any run of this test, so that what ends meanwhile has not waited for it. */
    @EachLauncher
    void aJobThatIgnoresTerminationDelaysNoOther(String launcher) throws IOException, InterruptedException {
        Path asked = dir.resolve("asked");
        Path released = dir.resolve("released");
        try (ExecPool pool =
                Launchers.pool(launcher, 2).grace(Duration.ofMinutes(10)).build()) {
            JobHandle stubborn = pool.submit(Jobs.shell(
                            "stubborn",
                            "trap 'echo >$1' TERM; until [ -e $2 ]; do sleep 0.1; done",
                            asked.toString(),
                            released.toString())
                    .timeout(TO_SET_A_TRAP)
                    .build());
            Jobs.await(() -> Files.exists(asked));
            for (int i = 0; i < 20; i++) {
                assertThat(pool.run(Jobs.quick("other")).succeeded()).isTrue();
            }
            assertThat(stubborn.result()).isEmpty();
            Files.createFile(released);
            assertThat(stubborn.await().outcome())
                    .satisfies(Jobs.reached(Outcome.TimedOut.ofJob(Clock.WALL, TO_SET_A_TRAP, TO_SET_A_TRAP)));
        }
    }

    @EachLauncher
    void manyTimeoutsAtOnceAreAllKept(String launcher) throws InterruptedException {
        try (ExecPool pool = Launchers.pool(launcher, 20).build()) {
            for (int i = 0; i < 20; i++) {
                pool.submit(Job.builder("late", Command.of("sleep", "600"))
                        .timeout(SHORT)
                        .build());
            }
            assertThat(pool.join(Jobs.TIMEOUT)).isTrue();
            assertThat(pool.summary().count(Outcome.Kind.TIMED_OUT)).isEqualTo(20);
        }
    }

    @EachLauncher
    void aJobMayBeTriedAgainAfterItsTimeout(String launcher) throws InterruptedException {
        AtomicInteger starts = new AtomicInteger();
        try (ExecPool pool = Launchers.pool(launcher, 1).build()) {
            JobResult result = pool.run(Jobs.shell(
                            "again",
                            "[ -e $1 ] || { touch $1; sleep 600; }",
                            dir.resolve("tried").toString())
                    .timeout(Duration.ofSeconds(3))
                    .restartOnTimeout(true)
                    .onStart(start -> assertThat(start.attempt()).isEqualTo(starts.incrementAndGet()))
                    .build());
            assertThat(result.succeeded()).isTrue();
            assertThat(result.starts()).isEqualTo(2);
            assertThat(starts).hasValue(2);
            assertThat(pool.summary().jobs()).isEqualTo(1);
        }
    }

    @EachLauncher
    void aStartDelayDelaysTheNextStartOnly(String launcher) throws InterruptedException {
        Duration delay = Duration.ofSeconds(1);
        try (ExecPool pool = Launchers.pool(launcher, 2).build()) {
            JobHandle first = pool.submit(
                    Job.builder("first", Command.of("true")).startDelay(delay).build());
            JobHandle second = pool.submit(Jobs.quick("second"));
            JobResult early = first.await();
            JobResult late = second.await();
            assertThat(Duration.between(early.startedAt(), late.startedAt()))
                    .isGreaterThanOrEqualTo(delay.minusMillis(5));
        }
    }

    @EachLauncher
    void aRoundThatTakesTooLongEndsAndTheNextOneWorks(String launcher) throws InterruptedException {
        try (ExecPool pool = Launchers.pool(launcher, 1).build()) {
            JobHandle running = pool.submit(Jobs.endless("running"));
            JobHandle waiting = pool.submit(Jobs.quick("waiting"));
            Duration limit = Duration.ofSeconds(1);
            assertThat(pool.join(limit)).isFalse();
            assertThat(running.await().outcome())
                    .satisfies(Jobs.reached(Outcome.TimedOut.ofPool(Clock.WALL, limit, limit)));
            assertThat(waiting.await().outcome()).isInstanceOf(Outcome.NotStarted.class);

            JobHandle next = pool.submit(Jobs.quick("next"));
            assertThat(pool.join(Jobs.TIMEOUT)).isTrue();
            assertThat(next.await().succeeded()).isTrue();
        }
    }

    @EachLauncher
    void thePoolsOwnTimeoutIsMeasuredAnewInEachRound(String launcher) throws InterruptedException {
        try (ExecPool pool =
                Launchers.pool(launcher, 1).timeout(Duration.ofSeconds(2)).build()) {
            pool.submit(Jobs.endless("endless"));
            assertThat(pool.join()).isFalse();
            pool.submit(Jobs.quick("quick"));
            assertThat(pool.join()).isTrue();
            assertThat(pool.summary().count(Outcome.Kind.TIMED_OUT)).isEqualTo(1);
            assertThat(pool.summary().count(Outcome.Kind.SUCCEEDED)).isEqualTo(1);
        }
    }
}
