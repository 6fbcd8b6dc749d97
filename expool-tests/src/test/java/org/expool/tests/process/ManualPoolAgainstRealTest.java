package org.expool.tests.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.expool.Command;
import org.expool.ExecPool;
import org.expool.Job;
import org.expool.JobBuilder;
import org.expool.JobHandle;
import org.expool.MemoryLimit;
import org.expool.Outcome;
import org.expool.Output;
import org.expool.PoolBuilder;
import org.expool.PoolListener;
import org.expool.Retry;
import org.expool.Shrink;
import org.expool.Signal;
import org.expool.Task;
import org.expool.TaskHandle;
import org.expool.event.PoolEvent;
import org.expool.simulator.manual.ManualPool;
import org.expool.simulator.manual.ManualProcess;
import org.expool.testkit.NoLeaks;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The same program has the same outcomes and facts with a {@link ManualPool} as with a real one. Facts are compared for each
 * job and task, in their order; only their times and process numbers differ.
 */
@ExtendWith(NoLeaks.class)
class ManualPoolAgainstRealTest {

    private static final Duration SHORT = Duration.ofMillis(100);

    private interface Program {
        void run(ExecPool pool, Facts facts) throws InterruptedException;
    }

    private enum Scenario {
        EXITS((pool, facts) -> {
            for (String end : List.of("exit 0", "exit 3", "kill -9 $$", "echo out; exit 0")) {
                pool.submit(shell(end).stdout(Output.capture()).build());
            }
            pool.submit(Job.of("missing", Command.of("/no/such/program")));
            pool.join();
        }),
        PREREQUISITES((pool, facts) -> {
            pool.submitAll(List.of(
                    shell("exit 0").build(),
                    shell("exit 1").build(),
                    shell("sleep 0.01").after("exit 0").build(),
                    shell("sleep 0.02").after("exit 1", "exit 0").build()));
            pool.join();
        }),
        RETRIES((pool, facts) -> {
            pool.submit(shell("exit 1")
                    .retry(Retry.times(2).backoff(SHORT).jitter(0))
                    .build());
            pool.submit(shell("sleep 600")
                    .timeout(SHORT)
                    .restartOnTimeout(true)
                    .maxRestarts(1)
                    .build());
            pool.join();
        }),
        TIME_LIMITS((pool, facts) -> {
            pool.submit(shell("sleep 600").timeout(SHORT).build());
            pool.submit(shell("trap '' TERM; while :; do sleep 600; done")
                    .timeout(SHORT)
                    .build());
            pool.submit(shell("while :; do :; done").cpuTimeout(SHORT).build());
            pool.submit(shell("echo once; sleep 600")
                    .stdout(Output.capture())
                    .silenceTimeout(SHORT)
                    .build());
            pool.submit(shell("exit 0").queueTimeout(Duration.ofMillis(1)).build());
            pool.join();
        }),
        ROUND_LIMIT((pool, facts) -> {
            JobHandle running = pool.submit(shell("sleep 600").build());
            pool.submit(shell("exit 0").build());
            facts.await("sleep 600", "AttemptStarted", running);
            assertThat(pool.join(Duration.ofMillis(300))).isFalse();
        }),
        TASKS((pool, facts) -> {
            try (TaskHandle task = pool.task(Task.builder("task")
                    .onDone(end -> facts.add("callbacks of task", "onDone"))
                    .build())) {
                task.submit(shell("exit 0")
                        .onStart(start -> facts.add("callbacks of exit 0", "onStart"))
                        .onFinish(end -> facts.add("callbacks of exit 0", "onFinish"))
                        .build());
            }
            try (TaskHandle refused = pool.task(Task.builder("refused")
                    .onStart(start -> {
                        throw new IllegalArgumentException("no");
                    })
                    .build())) {
                refused.submit(shell("exit 1").build());
            }
            pool.join();
            assertThat(pool.tasks()).hasSize(2);
        }),
        CANCELLATIONS((pool, facts) -> {
            JobHandle running = pool.submit(shell("sleep 600").build());
            pool.submit(shell("exit 0").build()).cancel();
            facts.await("sleep 600", "AttemptStarted", running);
            running.cancel();
            pool.join();
            JobHandle killed = pool.submit(shell("sleep 601").build());
            facts.await("sleep 601", "AttemptStarted", killed);
            pool.killAll("enough");
            pool.join();
        }),
        PAUSES((pool, facts) -> {
            pool.pause();
            JobHandle waiting = pool.submit(shell("exit 0").build());
            assertThat(waiting.await(SHORT)).isEmpty();
            pool.resume();
            waiting.await();
            JobHandle frozen = pool.submit(shell("sleep 600").build());
            facts.await("sleep 600", "AttemptStarted", frozen);
            pool.freeze();
            assertThat(frozen.await(SHORT)).isEmpty();
            pool.thaw();
            frozen.cancel();
            pool.join();
        }),
        POSTPONED((pool, facts) -> {
            pool.resize(2);
            JobHandle first = pool.submit(shell("sleep 600").build());
            facts.await("sleep 600", "AttemptStarted", first);
            JobHandle second = pool.submit(shell("sleep 601").build());
            facts.await("sleep 601", "AttemptStarted", second);
            pool.resize(1, Shrink.POSTPONE);
            facts.await("sleep 601", "JobQueued FreeWorker", second);
            second.cancel();
            first.cancel();
            pool.join();
        }),
        CLOSED((pool, facts) -> {
            JobHandle running = pool.submit(shell("sleep 600").build());
            pool.submit(shell("exit 0").build());
            facts.await("sleep 600", "AttemptStarted", running);
        });

        private final Program program;

        Scenario(Program program) {
            this.program = program;
        }

        private Map<String, List<String>> run(boolean manual) throws InterruptedException {
            Facts facts = new Facts();
            PoolBuilder builder = ExecPool.builder()
                    .workers(1)
                    .grace(SHORT)
                    .memoryLimit(MemoryLimit.off())
                    .listener(facts);
            try (ExecPool pool = manual
                    ? ManualPool.builder(builder.settings())
                            .processes(ManualPoolAgainstRealTest::interpret)
                            .build()
                    : builder.build()) {
                program.run(pool, facts);
            }
            return new TreeMap<>(facts.bySubject);
        }
    }

    private static JobBuilder shell(String script) {
        return Jobs.shell(script, script);
    }

    /** Does what the commands above do. */
    private static void interpret(ManualProcess process) {
        List<String> command = process.request().command();
        if (command.get(0).startsWith("/no/")) {
            process.failStart(new Outcome.NotStarted(Outcome.NotStarted.Cause.PROGRAM_MISSING, "missing"));
            return;
        }
        for (String statement : command.get(2).split("; ")) {
            String[] words = statement.split(" ");
            switch (words[0]) {
                case "exit" -> process.exit(Integer.parseInt(words[1]));
                case "kill" -> process.kill(Signal.KILL);
                case "echo" -> process.write(words[1] + "\n");
                case "trap" -> process.on(Signal.TERM, ignored -> {});
                case "sleep" -> process.exitAfter(Duration.ofMillis((long) (Double.parseDouble(words[1]) * 1000)), 0);
                case "while", "do", ":", "done" -> {} // forever
                default -> throw new AssertionError(Arrays.toString(words));
            }
        }
    }

    /** What happened, by the name of the job or task; facts of the pool under no name. */
    private static final class Facts implements PoolListener {

        private final Map<String, List<String>> bySubject = new ConcurrentHashMap<>();

        void add(String subject, String what) {
            bySubject
                    .computeIfAbsent(subject, name -> new CopyOnWriteArrayList<>())
                    .add(what);
        }

        /** Waits for a fact of a job that has not ended. */
        void await(String subject, String fact, JobHandle job) throws InterruptedException {
            while (!bySubject.getOrDefault(subject, List.of()).contains(fact)) {
                assertThat(job.await(Duration.ofMillis(5))).isEmpty();
            }
        }

        @Override
        public void on(PoolEvent event) {
            String kind = event.getClass().getSimpleName();
            if (event instanceof PoolEvent.AttemptEnded ended) {
                add(
                        ended.job().name(),
                        kind + " " + ended.ended().attempt().number() + " "
                                + describe(ended.ended().attempt().outcome()));
            } else if (event instanceof PoolEvent.JobFinished finished) {
                add(
                        finished.job().name(),
                        kind + " " + describe(finished.result().outcome()));
            } else if (event instanceof PoolEvent.JobQueued queued) {
                add(queued.job().name(), kind + " " + queued.why().getClass().getSimpleName());
            } else if (event instanceof PoolEvent.JobEvent job) {
                add(job.job().name(), kind);
            } else if (event instanceof PoolEvent.TaskFinished finished) {
                add(finished.task().name(), kind + " " + finished.summary().state());
            } else if (event instanceof PoolEvent.TaskEvent task) {
                add(task.task().name(), kind);
            } else if (!(event instanceof PoolEvent.MemorySampled)) {
                add("", kind);
            }
        }

        /** Without what was measured, the launcher's words, and the sender of a signal, which not every containment knows. */
        private static String describe(Outcome outcome) {
            if (outcome instanceof Outcome.TimedOut late) {
                return "TimedOut " + late.scope() + " " + late.clock() + " " + late.limit();
            }
            if (outcome instanceof Outcome.Signalled signalled) {
                return "Signalled " + signalled.signal();
            }
            return outcome instanceof Outcome.NotStarted not ? "NotStarted " + not.cause() : outcome.toString();
        }
    }

    @ParameterizedTest
    @EnumSource
    void factsAndOutcomesAreTheSame(Scenario scenario) throws InterruptedException {
        Map<String, List<String>> manual = scenario.run(true);
        assertThat(manual).hasSizeGreaterThan(1);
        assertThat(manual).isEqualTo(scenario.run(false));
    }
}
