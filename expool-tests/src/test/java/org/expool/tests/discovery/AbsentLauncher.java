package org.expool.tests.discovery;

import org.expool.spi.Availability;
import org.expool.spi.LaunchEvents;
import org.expool.spi.LaunchSession;
import org.expool.spi.ProcessLauncher;

/** A provider that would come first, but is not available. */
public final class AbsentLauncher implements ProcessLauncher {

    @Override
    public String name() {
        return "absent";
    }

    @Override
    public int priority() {
        return 2_000;
    }

    @Override
    public Availability availability() {
        return Availability.unavailable("needs hardware that does not exist");
    }

    @Override
    public LaunchSession open(String pool, LaunchEvents events) {
        throw new AssertionError("opened though unavailable");
    }
}
