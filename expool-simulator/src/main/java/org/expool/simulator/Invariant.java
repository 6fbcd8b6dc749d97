package org.expool.simulator;

import org.expool.core.schedule.Decision;
import org.expool.core.schedule.Event;

/** One rule that the machine must never break, named as its class. Belongs to the simulation's thread. */
abstract class Invariant {

    final ReferenceModel world;

    Invariant(ReferenceModel world) {
        this.world = world;
    }

    /** The machine is about to be told of this, which the world does not know yet. */
    void expect(Event event) {}

    /** The machine has decided this, which the world does not know yet. */
    void decided(Decision decision) {}

    /** All decisions of an event have been carried out. */
    void handled() {}

    /** Nothing is left to happen. */
    void ended() {}

    /** It is broken. */
    final InvariantViolatedException broken(String what) {
        return new InvariantViolatedException(getClass().getSimpleName(), world.now, what, null);
    }
}
