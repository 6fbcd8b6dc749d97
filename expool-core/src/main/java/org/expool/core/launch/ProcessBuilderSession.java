package org.expool.core.launch;

import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.expool.Outcome;
import org.expool.Signal;
import org.expool.spi.LaunchEvents;
import org.expool.spi.LaunchRequest;
import org.expool.spi.LaunchSession;
import org.expool.spi.support.Uninterruptibly;

/** The processes of one pool; a separate thread starts each and waits for it. */
final class ProcessBuilderSession implements LaunchSession {

    private final LaunchEvents events;
    private final ExecutorService threads;
    private final Map<Long, LaunchedProcess> processes = new ConcurrentHashMap<>();

    ProcessBuilderSession(String name, LaunchEvents events) {
        this.events = events;
        this.threads =
                new ThreadPoolExecutor(0, Integer.MAX_VALUE, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), work -> {
                    Thread thread = new Thread(work, "expool-" + name + "-process");
                    thread.setDaemon(true);
                    return thread;
                });
    }

    @Override
    public void start(LaunchRequest request) {
        LaunchedProcess process = new LaunchedProcess(request, events, threads);
        processes.put(request.id(), process);
        try {
            threads.execute(() -> process.run(() -> processes.remove(request.id(), process)));
        } catch (OutOfMemoryError e) {
            processes.remove(request.id());
            process.refuse(
                    new Outcome.NotStarted(
                            Outcome.NotStarted.Cause.LIMIT, "the system allows no more threads: " + e.getMessage()),
                    () -> {});
        }
    }

    @Override
    public void signal(long id, Signal signal) {
        LaunchedProcess process = processes.get(id);
        if (process != null) {
            process.signal(signal);
        }
    }

    @Override
    public OptionalLong cpuNanos(long id) {
        LaunchedProcess process = processes.get(id);
        return process == null ? OptionalLong.empty() : process.cpuNanos();
    }

    @Override
    public void close() {
        processes.values().forEach(process -> process.signal(Signal.KILL));
        Uninterruptibly.shutDown(threads);
    }
}
