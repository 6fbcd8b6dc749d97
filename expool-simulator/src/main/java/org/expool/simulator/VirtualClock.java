package org.expool.simulator;

import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;

/** The virtual clock, and what happens when. Belongs to the simulation's thread. */
public final class VirtualClock {

    private record Planned(long at, long order, Runnable happening) {}

    private final PriorityQueue<Planned> plan =
            new PriorityQueue<>(Comparator.comparingLong(Planned::at).thenComparingLong(Planned::order));
    private long planned;
    private long now;

    /** At time zero, with nothing planned. */
    public VirtualClock() {}

    /** The virtual time, in nanoseconds. */
    public long now() {
        return now;
    }

    /** What is planned for one time happens in the order in which it was planned. */
    public void plan(long at, Runnable happening) {
        plan.add(new Planned(at, planned++, happening));
    }

    /** Plans something for some time from now on. */
    public void after(Duration delay, Runnable happening) {
        plan(now + delay.toNanos(), happening);
    }

    /** Whether nothing is planned. */
    public boolean isEmpty() {
        return plan.isEmpty();
    }

    /** When something is planned next; {@link Long#MAX_VALUE} if nothing is. */
    public long next() {
        return plan.isEmpty() ? Long.MAX_VALUE : plan.peek().at();
    }

    /** Lets the next thing happen, at its time or, if that has passed, late. */
    public void happen() {
        Planned next = plan.remove();
        advance(next.at());
        next.happening().run();
    }

    /** Lets time pass until then; none if that has passed. */
    public void advance(long until) {
        now = Math.max(now, until);
    }
}
