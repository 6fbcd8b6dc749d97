package org.expool.core.launch;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.expool.Outcome;
import org.expool.Outcome.NotStarted.Cause;
import org.expool.Output;
import org.expool.Signal;
import org.expool.Usage;
import org.expool.core.platform.ProcessSignals;
import org.expool.spi.LaunchEvents;
import org.expool.spi.LaunchRequest;
import org.expool.spi.LaunchStep;
import org.expool.spi.ProcessExit;
import org.expool.spi.StartRefusedException;
import org.expool.spi.support.Uninterruptibly;
import org.jspecify.annotations.Nullable;

/** One process from its start to its exit, driven by one thread; signals come from any. */
final class LaunchedProcess {

    private static final Logger LOG = System.getLogger(LaunchedProcess.class.getName());

    private final LaunchRequest request;
    private final LaunchEvents events;
    private final Executor threads;
    private @Nullable Process process;
    private @Nullable Signal pending;

    LaunchedProcess(LaunchRequest request, LaunchEvents events, Executor threads) {
        this.request = request;
        this.events = events;
        this.threads = threads;
    }

    /** Starts the process and waits for its exit. */
    void run(Runnable ended) {
        Process started;
        try {
            started = start();
        } catch (StartRefusedException e) {
            refuse(e.outcome(), ended);
            return;
        } catch (RuntimeException | Error e) { // a failed step or a missing thread must not lose the job
            refuse(new Outcome.NotStarted(Cause.OTHER, "the start failed unexpectedly: " + e), ended);
            return;
        }
        int code = Uninterruptibly.waitFor(started);
        ended.run();
        forEachStep(LaunchStep::release);
        events.exited(request.id(), ProcessExit.exited(System.nanoTime(), code, Usage.unknown()));
    }

    void refuse(Outcome.NotStarted why, Runnable ended) {
        forEachStep(LaunchStep::release);
        ended.run();
        events.notStarted(request.id(), why);
    }

    private Process start() {
        ProcessBuilder builder = RequestBuilder.build(request);
        int prepared = 0;
        long nanos;
        Process started;
        try {
            for (LaunchStep step : request.steps()) {
                step.beforeSpawn();
                prepared++;
            }
            nanos = System.nanoTime();
            started = builder.start();
        } catch (IOException e) {
            throw KernelRefusal.of(e, Path.of(builder.command().get(0)));
        } finally {
            for (int i = prepared - 1; i >= 0; i--) {
                guarded(request.steps().get(i), LaunchStep::afterSpawn);
            }
        }
        forEachStep(step -> step.spawned(started.pid()));
        feedStreams(started);
        events.started(request.id(), started.pid(), nanos);
        arm(started);
        return started;
    }

    private void forEachStep(Consumer<LaunchStep> call) {
        request.steps().forEach(step -> guarded(step, call));
    }

    /** A step that fails must not prevent the calls of the others. */
    private static void guarded(LaunchStep step, Consumer<LaunchStep> call) {
        try {
            call.accept(step);
        } catch (RuntimeException | Error e) {
            LOG.log(Level.WARNING, "the launch step " + step.getClass().getName() + " failed", e);
        }
    }

    /** Delivers signals from now on, first the one that came before the start. */
    private synchronized void arm(Process started) {
        process = started;
        if (pending != null) {
            signal(pending);
        }
    }

    /** Of the running processes; without children that have ended. */
    synchronized OptionalLong cpuNanos() {
        Process target = process;
        if (target == null) {
            return OptionalLong.empty();
        }
        return Stream.concat(Stream.of(target.toHandle()), target.descendants())
                .flatMap(handle -> handle.info().totalCpuDuration().stream())
                .mapToLong(Duration::toNanos)
                .reduce(Long::sum);
    }

    synchronized void signal(Signal signal) {
        Process target = process;
        if (target == null) {
            pending = signal;
            return;
        }
        ProcessSignals.send(
                signal,
                Stream.concat(Stream.of(target.toHandle()), target.descendants())
                        .toList());
    }

    private void feedStreams(Process started) {
        if (request.stdout() == Output.processStderr()) {
            try {
                threads.execute(() -> StderrCopier.copy(started.getInputStream(), request.id()));
            } catch (OutOfMemoryError e) {
                LOG.log(Level.WARNING, "no thread can be made to copy the output of job " + request.id(), e);
            }
        }
    }
}
