package org.expool.tests.endings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.expool.ExecPool;
import org.expool.JobHandle;
import org.expool.JobResult;
import org.expool.Outcome;
import org.expool.Outcome.Signalled;
import org.expool.Outcome.Signalled.Sender;
import org.expool.Retry;

/** Jobs that end by themselves, or by other causes than the pool. */
final class OwnEndings {

    private OwnEndings() {}

    static List<Ending> all() {
        return List.of(
                exit(0, new Outcome.Succeeded()),
                exit(1, new Outcome.Failed(1)),
                exit(255, new Outcome.Failed(255)),
                new Ending(
                        "the thread that submitted it ends before",
                        OwnEndings::orphaned,
                        result -> assertThat(result.outcome()).isEqualTo(new Outcome.Succeeded())),
                signal(15),
                signal(9),
                signal(11),
                new Ending(
                        "killed by the kernel's OOM killer",
                        OwnEndings::outOfMemory,
                        result -> assertThat(result.outcome()).isEqualTo(new Signalled(9, Sender.OOM_KILLER))),
                new Ending("succeeds at the second attempt", OwnEndings::secondAttempt, OwnEndings::assertSecond));
    }

    private static Ending exit(int code, Outcome outcome) {
        return new Ending("exit " + code, stage -> stage.alone("exit " + code), result -> {
            assertThat(result.outcome()).isEqualTo(outcome);
            assertThat(result.exitCode()).isEqualTo(code);
            assertThat(result.signal()).isNull();
        });
    }

    private static Ending signal(int number) {
        return new Ending("signal " + number, stage -> stage.alone("kill -" + number + " $$"), result -> {
            assertThat(result.signal()).isEqualTo(number);
            assertThat(result.exitCode()).isNull();
            assertThat(((Signalled) result.outcome()).sender())
                    .isIn(number == 9 ? Set.of(Sender.OTHER, Sender.UNKNOWN) : Set.of(Sender.OTHER));
        });
    }

    private static JobResult orphaned(Stage stage) throws InterruptedException {
        AtomicReference<JobHandle> job = new AtomicReference<>();
        try (ExecPool pool = stage.pool(1)) {
            Thread caller = new Thread(
                    () -> job.set(pool.submit(stage.shell("sleep 0.5").build())));
            caller.start();
            caller.join();
            return job.get().await();
        }
    }

    /** The job limits its own control group, if it has one of the memory controller. */
    private static JobResult outOfMemory(Stage stage) throws InterruptedException {
        String script = "g=/sys/fs/cgroup/memory$(sed -n 's/^[0-9]*:memory://p' /proc/self/cgroup);"
                + " case $g in */expool-*/slot-*) ;; *) exit 77;; esac;"
                + " echo 20M >$g/memory.limit_in_bytes || exit 77; exec tail /dev/zero";
        JobResult result = stage.alone(script);
        assumeTrue(
                !Integer.valueOf(77).equals(result.exitCode()),
                "not run: " + stage.containment() + " has no memory controller of cgroup v1 here");
        return result;
    }

    private static JobResult secondAttempt(Stage stage) throws InterruptedException {
        return stage.alone(
                stage.shell("test -e tried && exit 0; touch tried; exit 7").retry(Retry.times(3)));
    }

    private static void assertSecond(JobResult result) {
        assertThat(result.outcome()).isEqualTo(new Outcome.Succeeded());
        assertThat(result.starts()).isEqualTo(2);
        assertThat(result.earlier()).singleElement().satisfies(first -> {
            assertThat(first.outcome()).isEqualTo(new Outcome.Failed(7));
            assertThat(first.pid()).isPositive().isNotEqualTo(result.pid());
        });
    }
}
