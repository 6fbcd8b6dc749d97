package org.expool.tests.discovery;

import org.expool.Signal;
import org.expool.Usage;
import org.expool.spi.Availability;
import org.expool.spi.LaunchEvents;
import org.expool.spi.LaunchRequest;
import org.expool.spi.LaunchSession;
import org.expool.spi.ProcessExit;
import org.expool.spi.ProcessLauncher;

/** A third-party provider: starts nothing and reports that everything exited with 42. */
public final class MakeBelieveLauncher implements ProcessLauncher, LaunchSession {

    private final LaunchEvents events;

    public MakeBelieveLauncher() {
        this(null);
    }

    private MakeBelieveLauncher(LaunchEvents events) {
        this.events = events;
    }

    @Override
    public String name() {
        return "make-believe";
    }

    @Override
    public int priority() {
        return 1_000;
    }

    @Override
    public Availability availability() {
        return Availability.available();
    }

    @Override
    public LaunchSession open(String pool, LaunchEvents listener) {
        return new MakeBelieveLauncher(listener);
    }

    @Override
    public void start(LaunchRequest request) {
        events.started(request.id(), 4711, System.nanoTime());
        events.exited(request.id(), ProcessExit.exited(System.nanoTime(), 42, Usage.unknown()));
    }

    @Override
    public void signal(long id, Signal signal) {}

    @Override
    public void close() {}
}
