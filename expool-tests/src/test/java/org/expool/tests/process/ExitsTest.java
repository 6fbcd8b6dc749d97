package org.expool.tests.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.expool.Command;
import org.expool.ExecPool;
import org.expool.Job;
import org.expool.JobHandle;
import org.expool.JobResult;
import org.expool.Outcome;
import org.expool.Outcome.Signalled.Sender;
import org.expool.Output;
import org.expool.testkit.NoLeaks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The result reports how a process ended.
 *
 * @see org.expool.core.schedule.ExitClassifier
 */
@ExtendWith(NoLeaks.class)
class ExitsTest {

    @EachLauncher
    void everyExitCode(String launcher) throws InterruptedException {
        try (ExecPool pool = Launchers.pool(launcher, 4).build()) {
            List<JobHandle> handles = new ArrayList<>();
            for (int code = 0; code < 256; code++) {
                handles.add(pool.submit(
                        Jobs.shell("exit", "exit $1", String.valueOf(code)).build()));
            }
            assertThat(pool.join()).isTrue();
            for (int code = 0; code < 256; code++) {
                JobResult result = handles.get(code).result().orElseThrow();
                assertThat(result.exitCode()).isEqualTo(code);
                assertThat(result.outcome()).isEqualTo(code == 0 ? new Outcome.Succeeded() : new Outcome.Failed(code));
            }
            assertThat(pool.summary().count(Outcome.Kind.SUCCEEDED)).isEqualTo(1);
            assertThat(pool.summary().count(Outcome.Kind.FAILED)).isEqualTo(255);
            assertThat(pool.failures()).hasSize(255);
        }
    }

    /**
     * All signals that end a process by default; CHLD, CONT, URG and WINCH do not, STOP and similar ones only stop it.
     */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 24, 25, 26, 27, 29, 30, 31, 34, 64})
    void eachSignal(int signal) throws InterruptedException {
        try (ExecPool pool = Launchers.pool(Launchers.NATIVE, 1).build()) {
            Job job = Jobs.shell("signalled", "ulimit -c 0; kill -$1 $$; sleep 60", String.valueOf(signal))
                    .build();
            JobResult result = pool.run(job);
            assertThat(result.signal()).isEqualTo(signal);
            assertThat(((Outcome.Signalled) result.outcome()).sender())
                    .isIn(signal == 9 ? Set.of(Sender.OTHER, Sender.UNKNOWN) : Set.of(Sender.OTHER));
            assertThat(result.exitCode()).isNull();
        }
    }

    @Test
    void aLauncherThatCannotTellASignalReportsItAsTheShellDoes() throws InterruptedException {
        try (ExecPool pool = Launchers.pool(Launchers.PLATFORM, 1).build()) {
            for (int signal : new int[] {1, 2, 9, 10, 15}) {
                JobResult result = pool.run(Jobs.shell("signalled", "kill -$1 $$; sleep 60", String.valueOf(signal))
                        .build());
                assertThat(result.outcome()).isEqualTo(new Outcome.Failed(128 + signal));
            }
        }
    }

    /** Except the two real-time signals that glibc reserves, which every child of its posix_spawn ignores. */
    @Test
    void aJobIgnoresAndBlocksNoSignal() throws InterruptedException {
        try (ExecPool pool = Launchers.pool(Launchers.NATIVE, 1).build()) {
            JobResult result = pool.run(Job.builder("status", Command.of("cat", "/proc/self/status"))
                    .stdout(Output.capture())
                    .build());
            assertThat(Jobs.text(result.stdout()))
                    .containsPattern("SigBlk:\\s+0{16}\n")
                    .containsPattern("SigIgn:\\s+0{7}[01][08]0{7}\n");
        }
    }

    @EachLauncher
    void aWriterWhoseReaderLeavesIsEnded(String launcher) throws InterruptedException {
        try (ExecPool pool = Launchers.pool(launcher, 1).build()) {
            JobResult result = pool.run(Jobs.shell("pipe", "yes | head -n 1")
                    .stdout(Output.capture())
                    .timeout(Jobs.TIMEOUT)
                    .build());
            assertThat(result.succeeded()).isTrue();
            assertThat(Jobs.text(result.stdout())).isEqualTo("y\n");
        }
    }

    @EachLauncher
    void whatCannotBeStartedStopsNothingElse(String launcher) throws InterruptedException {
        try (ExecPool pool = Launchers.pool(launcher, 2).build()) {
            JobHandle missing = pool.submit(Job.of("missing", Command.of("no-such-program-anywhere")));
            JobHandle directory = pool.submit(Job.of("directory", Command.of("/tmp")));
            JobHandle other = pool.submit(Jobs.quick("other"));
            assertThat(pool.join()).isTrue();
            assertThat(missing.await().outcome())
                    .isInstanceOfSatisfying(
                            Outcome.NotStarted.class,
                            outcome -> assertThat(outcome.reason()).contains("no-such-program-anywhere"));
            assertThat(missing.await().pid()).isZero();
            assertThat(directory.await().outcome()).isInstanceOf(Outcome.NotStarted.class);
            assertThat(other.await().succeeded()).isTrue();
            assertThat(pool.summary().count(Outcome.Kind.NOT_STARTED)).isEqualTo(2);
        }
    }
}
