package org.expool.linux.containment;

import org.expool.spi.Availability;
import org.expool.spi.Containment;
import org.expool.spi.ContainmentSession;
import org.expool.spi.Guarantee;

/** The session level with adoption of orphans. Thread-safe. */
public final class AdoptingSession implements Containment {

    private final SessionContainment session = new SessionContainment();

    /** Checks nothing yet. */
    public AdoptingSession() {}

    @Override
    public String name() {
        return session.name();
    }

    @Override
    public int priority() {
        return session.priority();
    }

    @Override
    public Guarantee guarantee() {
        return session.guarantee();
    }

    @Override
    public Availability availability() {
        return session.availability();
    }

    @Override
    public ContainmentSession open(String pool) {
        return session.open(pool, true);
    }
}
