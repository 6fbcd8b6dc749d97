package org.expool.linux.launch;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentMap;
import org.expool.Outcome;
import org.expool.Outcome.NotStarted.Cause;
import org.expool.linux.kernel.Errno;
import org.expool.linux.kernel.LibC;
import org.expool.linux.kernel.NativeBlock;
import org.expool.spi.LaunchEvents;
import org.expool.spi.LaunchRequest;
import org.expool.spi.LaunchStep;
import org.expool.spi.StartRefusedException;
import org.expool.spi.support.ProgramLookup;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts requested processes one after the other, and reports each start or refusal. For one thread. */
final class Spawner implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Spawner.class);

    private final ConcurrentMap<Long, ChildProcess> children;
    private final LaunchEvents events;
    private final Reaper reaper;
    private final SpareDescriptor spare;
    private final StdioOpener opener;
    private final SpawnCall call;
    private final ProgramLookup lookup = new ProgramLookup(new ExecutableFiles());
    private final boolean awaitsExit;
    private final OomScore oom = OomScore.aboveOwnScore();
    private final ExitCollector collector = new ExitCollector();
    private final NativeBlock epollEvent = Epoll.newEvent();

    /** The sticky steps in force on this thread since the last spawn. */
    private List<LaunchStep> appliedSticky = List.of();

    /**
     * A spawner with the parts that all spawners of a session share.
     *
     * @param children the session's requests by id; refused ones are removed
     * @param awaitsExit whether this thread serves one slot, so that it can wait for the exit itself
     */
    Spawner(
            ConcurrentMap<Long, ChildProcess> children,
            LaunchEvents events,
            Reaper reaper,
            SpawnAttributes attributes,
            int devNull,
            boolean awaitsExit) {
        this.awaitsExit = awaitsExit;
        this.children = children;
        this.events = events;
        this.reaper = reaper;
        this.spare = new SpareDescriptor(devNull);
        this.opener = new StdioOpener(devNull);
        this.call = new SpawnCall(attributes);
    }

    /** Starts the process and hands it to the reaper, or reports why not. */
    void launch(ChildProcess child) {
        long nanos;
        try {
            if (!awaitsExit) {
                spare.ensure();
            }
            Stdio stdio = opener.open(child.request());
            try {
                nanos = spawn(child, stdio);
            } finally {
                opener.close(stdio);
            }
        } catch (StartRefusedException e) {
            refuse(child, e.outcome());
            return;
        } catch (SystemCallException e) {
            refuse(child, e.outcome());
            return;
        } catch (RuntimeException | Error e) {
            // An OutOfMemoryError or a missing class must not end this thread: other requests wait for it.
            LOG.error("request {} failed unexpectedly", child.id(), e);
            refuse(child, new Outcome.NotStarted(Cause.OTHER, "the launcher failed unexpectedly: " + e));
            return;
        }
        report(child, nanos);
    }

    @Override
    public void close() {
        spare.close();
        call.close();
    }

    /** Reports that a request was refused. */
    void refuse(ChildProcess child, Outcome.NotStarted outcome) {
        child.steps().release();
        children.remove(child.id());
        events.notStarted(child.id(), outcome);
    }

    private long spawn(ChildProcess child, Stdio stdio) {
        LaunchRequest request = child.request();
        Path workdir = request.workdir() == null ? null : request.workdir().toAbsolutePath();
        List<String> words = words(child.steps().prefix(), stdio.prefix(), request.command());
        String program = program(request, words, workdir);
        int error;
        long nanos;
        try {
            call.prepare(
                    program,
                    words,
                    request.environment(),
                    workdir,
                    stdio,
                    child.steps().cgroup());
            restoreSticky(child.steps().sticky());
            child.steps().beforeSpawn();
            nanos = System.nanoTime();
            error = call.execute();
        } finally {
            child.steps().afterSpawn();
        }
        if (error != 0) {
            throw new SpawnFailure(new Errno(error), program, workdir, call.bytes()).exception();
        }
        return nanos;
    }

    private void restoreSticky(List<LaunchStep> wanted) {
        if (!wanted.equals(appliedSticky)) {
            appliedSticky.stream().filter(step -> !wanted.contains(step)).forEach(LaunchStep::restore);
            appliedSticky = wanted;
        }
    }

    private static List<String> words(List<String> ofSteps, List<String> ofStdio, List<String> command) {
        if (ofSteps.isEmpty() && ofStdio.isEmpty()) {
            return command;
        }
        List<String> words = new ArrayList<>(ofSteps);
        words.addAll(ofStdio);
        words.addAll(command);
        return words;
    }

    private String program(LaunchRequest request, List<String> words, @Nullable Path workdir) {
        if (words != request.command()) {
            lookup.check(request.command().get(0), request.environment(), workdir);
        }
        return lookup.find(words.get(0), request.environment(), workdir);
    }

    /** Reports the start before the reaper knows the process, so that the exit is reported after it. */
    private void report(ChildProcess child, long nanos) {
        int pid = call.pid();
        oom.raise(pid);
        int pidfd = awaitsExit ? -1 : spare.pidfd(pid);
        if (pidfd < 0 && !awaitsExit) {
            Errno error = Errno.last();
            LibC.kill(-pid, LibC.SIGKILL);
            collector.collect(pid, nanos, nanos);
            refuse(child, new Outcome.NotStarted(Cause.LIMIT, error.number(), "no pidfd for its process: " + error));
            return;
        }
        child.spawned(pid, pidfd, nanos);
        child.steps().spawned(pid);
        events.started(child.id(), pid, nanos);
        if (awaitsExit) {
            reaper.awaitEnd(child, collector);
        } else {
            reaper.watch(child, epollEvent, collector);
        }
    }
}
