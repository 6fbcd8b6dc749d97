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
import org.expool.spi.LaunchStepException;
import org.expool.spi.ProcessExit;
import org.jspecify.annotations.Nullable;

/** One process from its start to its end. */
final class Worker {

    private static final Logger LOG = System.getLogger(Worker.class.getName());

    private final LaunchRequest request;
    private final LaunchEvents events;
    private final Executor threads;
    private @Nullable Process process;
    private @Nullable Signal pending;

    Worker(LaunchRequest request, LaunchEvents events, Executor threads) {
        this.request = request;
        this.events = events;
        this.threads = threads;
    }

    /** Starts the process and waits for its end. */
    void run(Runnable ended) {
        Process started;
        try {
            started = start();
        } catch (LaunchRefusedException e) {
            refuse(e.why(), ended);
            return;
        } catch (LaunchStepException e) {
            refuse(new Outcome.NotStarted(Cause.LAUNCH_STEP, String.valueOf(e.getMessage())), ended);
            return;
        } catch (RuntimeException | Error e) { // no fault, of a launch step or for want of threads, may lose the job
            refuse(new Outcome.NotStarted(Cause.OTHER, "the start failed unexpectedly: " + e), ended);
            return;
        }
        int code = await(started);
        ended.run();
        forEachStep(LaunchStep::release);
        events.exited(request.id(), ProcessExit.exited(System.nanoTime(), code, Usage.unknown()));
    }

    void refuse(Outcome.NotStarted why, Runnable ended) {
        forEachStep(LaunchStep::release);
        ended.run();
        events.notStarted(request.id(), why);
    }

    private Process start() throws LaunchRefusedException {
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

    /** What is to be done for one step must not keep another from its turn. */
    private static void guarded(LaunchStep step, Consumer<LaunchStep> call) {
        try {
            call.accept(step);
        } catch (RuntimeException | Error e) {
            LOG.log(Level.WARNING, "the launch step " + step.getClass().getName() + " failed", e);
        }
    }

    /** From now on signals reach the process, first of all one that came before. */
    private synchronized void arm(Process started) {
        process = started;
        if (pending != null) {
            signal(pending);
        }
    }

    /** Of the processes that are there; what children used that have ended is not seen. */
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
                threads.execute(() -> Streams.copy(started.getInputStream(), request.id()));
            } catch (OutOfMemoryError e) {
                LOG.log(Level.WARNING, "no thread is left to pass on the output of job " + request.id(), e);
            }
        }
    }

    private static int await(Process process) {
        boolean interrupted = false;
        while (true) {
            try {
                int code = process.waitFor();
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
                return code;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
    }
}
