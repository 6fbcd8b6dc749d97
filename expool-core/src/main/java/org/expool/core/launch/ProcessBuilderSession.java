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
import org.expool.core.platform.Uninterruptibly;
import org.expool.spi.LaunchEvents;
import org.expool.spi.LaunchRequest;
import org.expool.spi.LaunchSession;

/** The processes of one pool, each started and waited for by a thread of its own. */
final class ProcessBuilderSession implements LaunchSession {

    private final LaunchEvents events;
    private final ExecutorService threads;
    private final Map<Long, Worker> workers = new ConcurrentHashMap<>();

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
        Worker worker = new Worker(request, events, threads);
        workers.put(request.id(), worker);
        try {
            threads.execute(() -> worker.run(() -> workers.remove(request.id(), worker)));
        } catch (OutOfMemoryError e) {
            workers.remove(request.id());
            worker.refuse(
                    new Outcome.NotStarted(
                            Outcome.NotStarted.Cause.LIMIT, "the system allows no more threads: " + e.getMessage()),
                    () -> {});
        }
    }

    @Override
    public void signal(long id, Signal signal) {
        Worker worker = workers.get(id);
        if (worker != null) {
            worker.signal(signal);
        }
    }

    @Override
    public OptionalLong cpuNanos(long id) {
        Worker worker = workers.get(id);
        return worker == null ? OptionalLong.empty() : worker.cpuNanos();
    }

    @Override
    public void close() {
        workers.values().forEach(worker -> worker.signal(Signal.KILL));
        Uninterruptibly.end(threads);
    }
}
