package org.expool.simulator.manual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.expool.Command;
import org.expool.Environment;
import org.expool.ExecPool;
import org.expool.Job;
import org.expool.JobBuilder;
import org.expool.JobHandle;
import org.expool.JobResult;
import org.expool.MemorySize;
import org.expool.Outcome;
import org.expool.Output;
import org.expool.PeakMemory;
import org.expool.Signal;
import org.expool.Warning;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManualProcessTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);

    private static JobBuilder job() {
        return Job.builder("a", Command.of("program", "argument"));
    }

    private static JobResult run(Job job, Consumer<ManualProcess> script) throws InterruptedException {
        try (ManualPool pool = ManualPool.builder(ExecPool.builder().workers(1).settings())
                .processes(script)
                .cpus(2)
                .build()) {
            return pool.run(job);
        }
    }

    @Test
    void endsInEveryWay() throws InterruptedException {
        Outcome.NotStarted missing =
                new Outcome.NotStarted(Outcome.NotStarted.Cause.PROGRAM_MISSING, "there is no such program");
        assertThat(run(job().build(), process -> process.exit(0)).outcome()).isEqualTo(new Outcome.Succeeded());
        assertThat(run(job().build(), process -> process.exit(4)).outcome()).isEqualTo(new Outcome.Failed(4));
        assertThat(run(job().build(), process -> process.kill(Signal.QUIT)).outcome())
                .isEqualTo(new Outcome.Signalled(3, Outcome.Signalled.Sender.OTHER));
        assertThat(run(job().build(), ManualProcess::oomKill).outcome())
                .isEqualTo(new Outcome.Signalled(9, Outcome.Signalled.Sender.OOM_KILLER));
        assertThat(run(job().build(), ManualProcess::lose).outcome()).isInstanceOf(Outcome.Lost.class);
        assertThat(run(job().build(), process -> process.failStart(missing)).outcome())
                .isEqualTo(missing);
    }

    @Test
    void knowsWhatThePoolWants() {
        ManualPool pool = ManualPool.of(ExecPool.builder().workers(2).settings());
        pool.submit(job().environment(Environment.adding(Map.of("VARIABLE", "value")))
                .build());
        ManualProcess process = pool.process("a");
        pool.advance(MINUTE);
        assertThat(process.request().command()).containsExactly("program", "argument");
        assertThat(process.request().environment()).containsEntry("VARIABLE", "value");
        assertThat(process.id()).isEqualTo(1);
        assertThat(process.attempt()).isEqualTo(1);
        assertThat(process.ran()).isEqualTo(MINUTE);
        assertThatThrownBy(() -> process.failStart(new Outcome.NotStarted(Outcome.NotStarted.Cause.OTHER, "late")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("has been started");
        process.exit(0);
        assertThat(process.isAlive()).isFalse();
        assertThatThrownBy(() -> process.exit(0)).isInstanceOf(IllegalStateException.class);
        pool.close();
    }

    @Test
    void usesCpuTimeAtItsRate() throws InterruptedException {
        JobResult idleFirst = run(
                job().cpuTimeout(HOUR).build(), process -> process.cpuLoad(0).after(MINUTE, busy -> busy.cpuLoad(2)));
        assertThat(idleFirst.outcome()).isInstanceOf(Outcome.TimedOut.class);
        assertThat(idleFirst.last().wall()).isEqualTo(MINUTE.plus(HOUR.dividedBy(2)));
        assertThat(idleFirst.last().usage().user()).isEqualTo(HOUR);
    }

    @Test
    void endsASilenceByWriting() throws InterruptedException, IOException {
        JobResult result = run(
                job().stdout(Output.capture())
                        .stderr(Output.discard())
                        .silenceTimeout(HOUR)
                        .build(),
                process -> process.after(MINUTE, it -> it.write("one ")).after(HOUR, it -> it.write("two")));
        assertThat(result.outcome()).isInstanceOf(Outcome.TimedOut.class);
        assertThat(result.last().wall()).isEqualTo(HOUR.multipliedBy(2));
        assertThat(result.stdout().text()).isEqualTo("one two");
    }

    @Test
    void writesFiles(@TempDir Path dir) throws InterruptedException, IOException {
        Path file = dir.resolve("new/log");
        run(job().stdout(Output.appendTo(file)).stderr(Output.toStdout()).build(), process -> {
            process.write("out ").writeError("err");
            process.exit(0);
        });
        assertThat(Files.readString(file)).isEqualTo("out err");
    }

    @Test
    void reportsItsPeakMemory() throws InterruptedException {
        JobResult result = run(
                job().build(),
                process -> process.memory(MemorySize.ofMiB(5))
                        .memory(MemorySize.ofMiB(3))
                        .exit(0));
        assertThat(result.last().usage().peakMemory())
                .isEqualTo(new PeakMemory(MemorySize.ofMiB(5).bytes(), PeakMemory.Source.CGROUP));
    }

    @Test
    void handlesSignals() throws InterruptedException {
        List<String> heard = new ArrayList<>();
        JobResult result = run(
                job().timeout(HOUR).warning(new Warning(Signal.USR1, MINUTE)).build(),
                process -> process.on(Signal.USR1, it -> heard.add("warned at " + it.ran()))
                        .on(Signal.TERM, it -> it.exitAfter(Duration.ofSeconds(1), 7)));
        assertThat(heard).containsExactly("warned at PT59M");
        assertThat(result.last().wall()).isEqualTo(HOUR.plusSeconds(1));
        assertThatThrownBy(() -> run(job().build(), process -> process.on(Signal.KILL, it -> {})))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aFrozenProcessDoesNothing() throws InterruptedException {
        ManualPool pool = ManualPool.builder(ExecPool.builder().workers(1).settings())
                .processes(process -> process.exitAfter(HOUR, 0))
                .build();
        JobHandle handle = pool.submit(job().timeout(HOUR.multipliedBy(2)).build());
        pool.advance(MINUTE);
        pool.freeze();
        pool.advance(HOUR.multipliedBy(9));
        assertThat(pool.process("a").ran()).isEqualTo(MINUTE);
        pool.thaw();
        assertThat(handle.await().last().wall()).isEqualTo(HOUR.multipliedBy(10));
        assertThat(handle.await().last().usage().user()).isEqualTo(HOUR);
        pool.close();
    }
}
