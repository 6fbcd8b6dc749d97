package org.expool.tests.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.expool.Attempt;
import org.expool.ExecPool;
import org.expool.JobAttempt;
import org.expool.JobHandle;
import org.expool.JobResult;
import org.expool.Outcome;
import org.expool.Outcome.TimedOut.Clock;
import org.expool.Output;
import org.expool.PoolListener;
import org.expool.Retry;
import org.expool.Shrink;
import org.expool.testkit.NoLeaks;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Jobs that are tried more than once.
 *
 * @see org.expool.core.pool.EarlierAttempts
 */
@ExtendWith(NoLeaks.class)
class AttemptsTest {

    @TempDir
    Path dir;

    @EachLauncher
    void eachAttemptIsVisibleAndTheLastDecides(String launcher) throws InterruptedException {
        List<JobAttempt> heard = new CopyOnWriteArrayList<>();
        AtomicInteger starts = new AtomicInteger();
        try (ExecPool pool = Launchers.pool(launcher, 1)
                .listener(new PoolListener() {
                    @Override
                    public void attemptEnded(JobAttempt attempt) {
                        heard.add(attempt);
                    }
                })
                .build()) {
            String script = "echo x >> tries; n=$(wc -l < tries); echo attempt $n; test $n -eq 3";
            JobResult result = pool.run(Jobs.shell("third time", script)
                    .workdir(dir)
                    .stdout(Output.capture())
                    .onStart(start -> starts.incrementAndGet())
                    .retry(Retry.times(5).backoff(Duration.ofMillis(10)))
                    .build());
            pool.join();
            assertThat(result.succeeded()).isTrue();
            assertThat(result.starts()).isEqualTo(3);
            assertThat(starts).hasValue(3);
            assertThat(Jobs.text(result.stdout())).isEqualTo("attempt 3\n");
            assertThat(result.earlier()).extracting(Attempt::number).containsExactly(1, 2);
            assertThat(result.earlier()).extracting(Attempt::outcome).containsOnly(new Outcome.Failed(1));
            assertThat(result.earlier())
                    .extracting(attempt -> Jobs.text(attempt.stdout()))
                    .containsExactly("attempt 1\n", "attempt 2\n");
            assertThat(result.earlier()).extracting(Attempt::pid).doesNotContain(0L, result.pid());
            assertThat(heard).extracting(JobAttempt::attempt).isEqualTo(result.earlier());
            assertThat(pool.summary().count(Outcome.Kind.FAILED)).isZero();
        }
    }

    @EachLauncher
    void restartsOnTimeoutAreBounded(String launcher) throws InterruptedException {
        try (ExecPool pool = Launchers.pool(launcher, 1).build()) {
            JobResult result = pool.run(Jobs.shell("never in time", "sleep 600")
                    .timeout(Duration.ofMillis(100))
                    .restartOnTimeout(true)
                    .maxRestarts(2)
                    .build());
            assertThat(result.starts()).isEqualTo(3);
            Duration limit = Duration.ofMillis(100);
            Consumer<Outcome> timedOut = Jobs.reached(Outcome.TimedOut.ofJob(Clock.WALL, limit, limit));
            assertThat(result.outcome()).satisfies(timedOut);
            assertThat(result.earlier()).hasSize(2).extracting(Attempt::outcome).allSatisfy(timedOut);
        }
    }

    @EachLauncher
    void theNewestIsPostponedOnRequestAndStartsAgain(String launcher) throws InterruptedException {
        try (ExecPool pool = Launchers.pool(launcher, 2).build()) {
            JobHandle older = pool.submit(
                    Jobs.shell("older", "touch first; sleep 600").workdir(dir).build());
            Jobs.await(() -> dir.resolve("first").toFile().exists());
            String script = "test -e seen && exit 0; touch seen; sleep 600";
            JobHandle newer =
                    pool.submit(Jobs.shell("newer", script).workdir(dir).build());
            Jobs.await(() -> dir.resolve("seen").toFile().exists());
            pool.resize(1, Shrink.POSTPONE);
            older.await(Duration.ofMillis(300));
            assertThat(older.result()).isEmpty();
            older.cancel();
            JobResult result = newer.await();
            assertThat(result.succeeded()).isTrue();
            assertThat(result.postponed()).isEqualTo(1);
            assertThat(result.earlier())
                    .singleElement()
                    .satisfies(attempt -> assertThat(attempt.outcome().kind()).isEqualTo(Outcome.Kind.CANCELLED));
        }
    }
}
