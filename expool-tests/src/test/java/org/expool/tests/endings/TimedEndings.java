package org.expool.tests.endings;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.expool.ExecPool;
import org.expool.JobBuilder;
import org.expool.JobResult;
import org.expool.Outcome;
import org.expool.Outcome.Signalled;
import org.expool.Outcome.TimedOut;
import org.expool.Outcome.TimedOut.Clock;
import org.expool.Output;
import org.expool.Signal;
import org.expool.StopSequence;
import org.expool.Usage;
import org.expool.Warning;
import org.expool.tests.process.Jobs;

/** Jobs ended by their own limits. */
final class TimedEndings {

    private static final Duration LIMIT = Stage.SHORT;
    private static final String BUSY = "while :; do :; done";

    private TimedEndings() {}

    static List<Ending> all() {
        return List.of(
                timeout("timeout, obeyed", Stage.ENDLESS, LIMIT),
                timeout("timeout, answered with exit 0", "trap 'exit 0' TERM; sleep 600 & wait", LIMIT),
                new Ending("timeout, ignored up to SIGKILL", TimedEndings::ignored, result -> {
                    assertTimeout(result, LIMIT);
                    assertThat(result.wall()).isGreaterThanOrEqualTo(LIMIT.plusMillis(500));
                }),
                new Ending("a share of the median", TimedEndings::relative, TimedEndings::assertRelative),
                new Ending("CPU time", stage -> stage.alone(cpu(stage, BUSY)), TimedEndings::assertCpu),
                new Ending(
                        "CPU time of a child",
                        stage -> stage.alone(cpu(stage, "(" + BUSY + ") & wait")),
                        TimedEndings::assertCpu),
                new Ending("silence", TimedEndings::silent, result -> {
                    TimedOut timedOut = assertOwn(result.outcome(), Clock.SILENCE, LIMIT);
                    assertThat(result.wall()).isGreaterThanOrEqualTo(timedOut.measured());
                }),
                new Ending("a warning that it does not expect", stage -> warned(stage, Stage.ENDLESS), result -> {
                    assertThat(result.outcome()).isEqualTo(new Signalled(Signal.USR1.number(), Signalled.Sender.POOL));
                    assertThat(result.wall()).isLessThan(Duration.ofMinutes(1)).isGreaterThanOrEqualTo(LIMIT);
                }),
                new Ending(
                        "timeout after a warning",
                        stage -> stage.alone(stage.shell("trap 'echo >warned' USR1; while :; do sleep 0.05; done")
                                .warning(new Warning(Signal.USR1, LIMIT))
                                .timeout(LIMIT.multipliedBy(2))
                                .onFinish(result -> assertThat(stage.folder().resolve("warned"))
                                        .exists())),
                        result -> assertTimeout(result, LIMIT.multipliedBy(2))),
                new Ending("restarts at its timeout used up", TimedEndings::restarted, result -> {
                    assertTimeout(result, LIMIT);
                    assertThat(result.starts()).isEqualTo(2);
                    assertThat(result.earlier())
                            .singleElement()
                            .satisfies(first -> assertOwn(first.outcome(), Clock.WALL, LIMIT));
                }));
    }

    private static Ending timeout(String name, String script, Duration limit) {
        return new Ending(
                name, stage -> stage.alone(stage.shell(script).timeout(limit)), result -> assertTimeout(result, limit));
    }

    private static void assertTimeout(JobResult result, Duration limit) {
        TimedOut timedOut = assertOwn(result.outcome(), Clock.WALL, limit);
        assertThat(result.wall()).isGreaterThanOrEqualTo(timedOut.measured());
        assertThat(result.exitCode()).isNull();
        assertThat(result.signal()).isNull();
    }

    private static TimedOut assertOwn(Outcome outcome, Clock clock, Duration limit) {
        assertThat(outcome).satisfies(Jobs.reached(TimedOut.ofJob(clock, limit, limit)));
        return (TimedOut) outcome;
    }

    private static JobResult ignored(Stage stage) throws InterruptedException {
        return stage.alone(stage.shell("trap '' TERM INT; while :; do sleep 600; done")
                .stop(StopSequence.parse("TERM 300ms, INT 200ms, KILL"))
                .timeout(LIMIT));
    }

    private static JobResult relative(Stage stage) throws InterruptedException {
        try (ExecPool pool = stage.pool(1)) {
            pool.run(stage.shell("sleep 0.3").category("naps").build());
            return pool.run(stage.shell(Stage.ENDLESS)
                    .category("naps")
                    .relativeTimeout(2)
                    .build());
        }
    }

    private static void assertRelative(JobResult result) {
        assertThat(result.outcome()).isInstanceOf(TimedOut.class);
        Duration limit = ((TimedOut) result.outcome()).limit();
        assertThat(limit).isGreaterThanOrEqualTo(Duration.ofMillis(600));
        assertTimeout(result, limit);
    }

    private static JobBuilder cpu(Stage stage, String script) {
        return stage.shell(script).cpuTimeout(LIMIT);
    }

    private static void assertCpu(JobResult result) {
        TimedOut timedOut = assertOwn(result.outcome(), Clock.CPU, LIMIT);
        assertThat(timedOut.measured()).isLessThan(Duration.ofSeconds(30));
        Usage usage = result.usage();
        if (usage.cpuSource() == Usage.CpuSource.CGROUP || !isOfAChild(result)) {
            assertThat(usage.user().plus(usage.system())).isGreaterThanOrEqualTo(LIMIT.minusMillis(20));
        }
    }

    /** wait4 does not include the usage of a child that was not waited for. */
    private static boolean isOfAChild(JobResult result) {
        return result.job().command().words().get(2).contains("wait");
    }

    private static JobResult silent(Stage stage) throws InterruptedException {
        return stage.alone(stage.shell("echo begun; sleep 0.2; echo more; sleep 600")
                .stdout(Output.capture())
                .silenceTimeout(LIMIT));
    }

    private static JobResult warned(Stage stage, String script) throws InterruptedException {
        return stage.alone(stage.shell(script)
                .warning(new Warning(Signal.USR1, Duration.ofMinutes(1)))
                .timeout(Duration.ofMinutes(1).plus(LIMIT)));
    }

    private static JobResult restarted(Stage stage) throws InterruptedException {
        return stage.alone(
                stage.shell(Stage.ENDLESS).timeout(LIMIT).restartOnTimeout(true).maxRestarts(1));
    }
}
