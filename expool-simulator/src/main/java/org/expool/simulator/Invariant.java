package org.expool.simulator;

import org.expool.core.schedule.Event;
import org.jspecify.annotations.Nullable;

/**
 * A rule that the scheduler must never break, named as its class. It gets each command before the reference model does.
 * Not thread-safe.
 */
abstract class Invariant extends CommandsAdapter {

    final ReferenceModel world;

    Invariant(ReferenceModel world) {
        this.world = world;
    }

    /** The scheduler is about to handle this event, which the reference model does not know yet. */
    void expect(Event event) {}

    /** The scheduler has handled an event, and all its commands have been carried out. */
    void handled() {}

    /** No event is left. */
    void ended() {}

    final InvariantViolatedException broken(String what, @Nullable Throwable fault) {
        return new InvariantViolatedException(getClass().getSimpleName(), world.now, what, fault);
    }

    final InvariantViolatedException broken(String what) {
        return new InvariantViolatedException(getClass().getSimpleName(), world.now, what, null);
    }
}
