package org.expool.linux.affinity;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.expool.CpuPlacement;
import org.expool.CpuSet;
import org.expool.Input;
import org.expool.MemoryBinding;
import org.expool.Output;
import org.expool.Signal;
import org.expool.spi.LaunchRequest;
import org.expool.spi.LaunchSession;
import org.expool.spi.LaunchStep;
import org.expool.spi.ProcessLauncher;
import org.expool.testkit.LaunchRecorder;
import org.expool.testkit.LaunchRecorder.Event;
import org.expool.testkit.LaunchRecorder.Exited;
import org.expool.testkit.LaunchRecorder.Started;
import org.expool.testkit.SessionDriver;

/** A session of one launcher that starts shells with steps. Not thread-safe. */
final class BinderFixture implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofSeconds(120);

    private final LaunchRecorder recorder = new LaunchRecorder();
    private final LaunchSession session;
    private final SessionDriver driver;
    private long id;

    BinderFixture(ProcessLauncher launcher) {
        session = launcher.open("binder", recorder);
        driver = SessionDriver.of(session);
    }

    /** The CPUs that this process may use. */
    static CpuSet allowed() {
        return new org.expool.linux.topology.SysfsTopologyProvider().topology().allowedCpus();
    }

    static CpuPlacement on(CpuSet cpus) {
        return new CpuPlacement(cpus, CpuSet.empty(), MemoryBinding.PREFER);
    }

    static CpuPlacement on(int cpu) {
        return on(CpuSet.of(cpu));
    }

    /** Runs to the end, or to the refusal. */
    Event run(String script, Path out, LaunchStep... steps) throws InterruptedException {
        start(script, out, steps);
        return recorder.awaitEnd(id, TIMEOUT);
    }

    /** Returns the process. */
    long startAndAwait(String script, Path out, LaunchStep... steps) throws InterruptedException {
        start(script, out, steps);
        return recorder.await(id, Started.class, TIMEOUT).pid();
    }

    void kill() throws InterruptedException {
        session.signal(id, Signal.KILL);
        recorder.await(id, Exited.class, TIMEOUT);
    }

    private void start(String script, Path out, LaunchStep... steps) {
        id++;
        session.start(new LaunchRequest(
                id,
                0,
                List.of("sh", "-c", script),
                Map.of("PATH", "/usr/bin:/bin"),
                null,
                Input.none(),
                Output.appendTo(out),
                Output.discard(),
                null,
                List.of(steps)));
    }

    @Override
    public void close() {
        driver.close();
        session.close();
    }
}
