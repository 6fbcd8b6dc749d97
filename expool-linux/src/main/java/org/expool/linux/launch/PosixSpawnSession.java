package org.expool.linux.launch;

import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.expool.Outcome;
import org.expool.Outcome.NotStarted.Cause;
import org.expool.Signal;
import org.expool.linux.kernel.LibC;
import org.expool.spi.EventWait;
import org.expool.spi.LaunchEvents;
import org.expool.spi.LaunchRequest;
import org.expool.spi.LaunchSession;
import org.expool.spi.StartRefusedException;

/**
 * The processes of one pool, their spawner threads and their reaper, which runs on the thread that waits on it. Thread-safe;
 * the session's threads must not call {@link #close}, which waits for them.
 */
final class PosixSpawnSession implements LaunchSession {

    /** The reason of requests that come after the close. */
    static final String CLOSED = "the pool's launcher was closed before the start";

    /**
     * This many slots have a dedicated spawner, made with the first job, which also waits for the exits of their processes.
     */
    private static final int DEDICATED_SPAWNERS = 64;

    /** All others share these; the reaper waits for their processes. */
    private static final int SHARED_SPAWNERS = 64;

    private final ConcurrentMap<Long, ChildProcess> children = new ConcurrentHashMap<>();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final LaunchEvents events;
    private final int devNull;
    private final SpawnAttributes attributes;
    private final Reaper reaper;
    private final List<SpawnerThread> spawners;

    /**
     * Opens descriptors.
     *
     * @throws SystemCallException if there are no descriptors left
     */
    PosixSpawnSession(String name, LaunchEvents receiver) {
        events = new GuardedEvents(receiver);
        attributes = new SpawnAttributes();
        reaper = new Reaper(children, events);
        devNull = openDevNull();
        spawners = IntStream.range(0, DEDICATED_SPAWNERS + SHARED_SPAWNERS)
                .mapToObj(n ->
                        new SpawnerThread("expool-" + name + "-spawner-" + n, () -> newSpawner(n < DEDICATED_SPAWNERS)))
                .toList();
    }

    @Override
    public void start(LaunchRequest request) {
        ChildProcess child = new ChildProcess(request);
        children.put(child.id(), child);
        if (!spawners.get(spawnerOf(request.slot())).post(child)) {
            children.remove(child.id());
            child.steps().release();
            events.notStarted(
                    child.id(),
                    closed.get()
                            ? new Outcome.NotStarted(Cause.OTHER, CLOSED)
                            : new Outcome.NotStarted(Cause.LIMIT, "the system allows no thread for spawning"));
        }
    }

    private static int spawnerOf(int slot) {
        return slot < DEDICATED_SPAWNERS ? slot : DEDICATED_SPAWNERS + slot % SHARED_SPAWNERS;
    }

    @Override
    public EventWait eventWait() {
        return reaper;
    }

    @Override
    public void signal(long id, Signal signal) {
        ChildProcess child = children.get(id);
        if (child != null) {
            child.signal(signal);
        }
    }

    @Override
    public OptionalLong cpuNanos(long id) {
        ChildProcess child = children.get(id);
        int pid = child == null ? 0 : child.pid();
        return pid == 0 ? OptionalLong.empty() : SessionCpu.of(pid);
    }

    @Override
    public boolean freeze(long id, boolean frozen) {
        ChildProcess child = children.get(id);
        if (child != null) {
            child.freeze(frozen);
        }
        return true;
    }

    /** Stops the spawners, kills all processes, then reports their exits. Idempotent. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        spawners.forEach(SpawnerThread::stop);
        children.values().forEach(child -> child.signal(Signal.KILL));
        spawners.forEach(SpawnerThread::join);
        while (!children.isEmpty()) {
            reaper.await(Long.MAX_VALUE);
        }
        reaper.close();
        LibC.close(devNull);
        attributes.close();
    }

    private Spawner newSpawner(boolean awaitsExit) {
        return new Spawner(children, events, reaper, attributes, devNull, awaitsExit);
    }

    private int openDevNull() {
        try {
            return new Descriptors().devNull();
        } catch (StartRefusedException e) {
            reaper.close();
            throw e;
        }
    }
}
