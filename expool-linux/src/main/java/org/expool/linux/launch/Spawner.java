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
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries out requests, one after the other, and answers each. For one thread. */
final class Spawner implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Spawner.class);

    private final ConcurrentMap<Long, ChildProcess> children;
    private final LaunchEvents events;
    private final Reaper reaper;
    private final SpareDescriptor spare;
    private final StdioOpener opener;
    private final SpawnCall call;
    private final ProgramLookup lookup = new ProgramLookup(new ExecutableFiles());
    private final boolean waits;
    private final OomScore oom = OomScore.aboveOwn();
    private final Reaping reaping = new Reaping();
    private final NativeBlock epollEvent = Epoll.newEvent();

    /** What this thread is like since the last spawn. */
    private List<StickyStep> stayed = List.of();

    /**
     * With what all spawners of a session share.
     *
     * @param children the session's requests by id, from which those that are refused are removed
     * @param waits whether this thread has nothing to do until its process has ended, and can wait for that itself
     */
    Spawner(
            ConcurrentMap<Long, ChildProcess> children,
            LaunchEvents events,
            Reaper reaper,
            SpawnAttributes attributes,
            int devNull,
            boolean waits) {
        this.waits = waits;
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
            if (!waits) {
                spare.ensure();
            }
            Stdio stdio = opener.open(child.request());
            try {
                nanos = spawn(child, stdio);
            } finally {
                opener.close(stdio);
            }
        } catch (NotStartedException e) {
            refuse(child, e.why());
            return;
        } catch (SystemCallException e) {
            refuse(child, e.why());
            return;
        } catch (RuntimeException | Error e) {
            // Also for want of memory or of a class this thread must live on: others wait for it.
            LOG.error("request {} failed by a defect", child.id(), e);
            refuse(child, new Outcome.NotStarted(Cause.OTHER, "a defect of the launcher: " + e));
            return;
        }
        report(child, nanos);
    }

    @Override
    public void close() {
        spare.close();
        call.close();
    }

    /** Answers a request that has no process. */
    void refuse(ChildProcess child, Outcome.NotStarted why) {
        child.steps().release();
        children.remove(child.id());
        events.notStarted(child.id(), why);
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
                    child.steps().group());
            leaveWhatIsNotWanted(child.steps().staying());
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

    private void leaveWhatIsNotWanted(List<StickyStep> wanted) {
        if (!wanted.equals(stayed)) {
            stayed.stream().filter(step -> !wanted.contains(step)).forEach(StickyStep::restore);
            stayed = wanted;
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

    /** The start is reported before the reaper may see the process, so that its exit comes after. */
    private void report(ChildProcess child, long nanos) {
        int pid = call.pid();
        oom.raise(pid);
        int pidfd = waits ? -1 : spare.pidfd(pid);
        if (pidfd < 0 && !waits) {
            Errno error = Errno.last();
            LibC.kill(-pid, LibC.SIGKILL);
            reaping.collect(pid, nanos, nanos);
            refuse(
                    child,
                    new Outcome.NotStarted(Cause.LIMIT, error.number(), "its process cannot be watched: " + error));
            return;
        }
        child.spawned(pid, pidfd, nanos);
        child.steps().spawned(pid);
        events.started(child.id(), pid, nanos);
        if (waits) {
            reaper.awaitEnd(child, reaping);
        } else {
            reaper.watch(child, epollEvent, reaping);
        }
    }
}
