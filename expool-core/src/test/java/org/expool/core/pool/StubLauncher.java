package org.expool.core.pool;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.expool.Signal;
import org.expool.Usage;
import org.expool.spi.Availability;
import org.expool.spi.LaunchEvents;
import org.expool.spi.LaunchRequest;
import org.expool.spi.LaunchSession;
import org.expool.spi.ProcessExit;
import org.expool.spi.ProcessLauncher;

/**
 * Fake processes: {@code exit} ends at once, any other runs until it gets a signal. Faults can be added by overriding.
 */
class StubLauncher implements ProcessLauncher, LaunchSession {

    private final Map<Long, Boolean> running = new ConcurrentHashMap<>();
    private volatile LaunchEvents events;

    @Override
    public String name() {
        return "stub";
    }

    @Override
    public int priority() {
        return 1;
    }

    @Override
    public Availability availability() {
        return Availability.available();
    }

    @Override
    public LaunchSession open(String name, LaunchEvents told) {
        events = told;
        return this;
    }

    @Override
    public void start(LaunchRequest request) {
        running.put(request.id(), true);
        events.started(request.id(), 100_000 + request.id(), System.nanoTime());
        if (request.command().get(0).equals("exit")) {
            end(request.id());
        }
    }

    @Override
    public void signal(long id, Signal signal) {
        end(id);
    }

    private void end(long id) {
        if (running.remove(id) != null) {
            events.exited(id, ProcessExit.exited(System.nanoTime(), 0, Usage.unknown()));
        }
    }

    @Override
    public void close() {
        running.keySet().forEach(this::end);
    }
}
