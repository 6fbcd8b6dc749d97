package org.expool.simulator;

import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;

/** The virtual clock with its planned events. Not thread-safe. */
public final class VirtualClock {

    private record Planned(long at, long order, Runnable action) {}

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

    /** Events planned for one time run in the order in which they were planned. */
    public void plan(long at, Runnable action) {
        plan.add(new Planned(at, planned++, action));
    }

    /** Plans an event so long from now. */
    public void after(Duration delay, Runnable action) {
        plan(now + delay.toNanos(), action);
    }

    /** Whether nothing is planned. */
    public boolean isEmpty() {
        return plan.isEmpty();
    }

    /** The time of the next planned event; {@link Long#MAX_VALUE} for none. */
    public long next() {
        return plan.isEmpty() ? Long.MAX_VALUE : plan.peek().at();
    }

    /** Runs the next event, at its time or, if that has passed, late. */
    public void runNext() {
        Planned next = plan.remove();
        advance(next.at());
        next.action().run();
    }

    /** Advances the time; no effect if it has passed. */
    public void advance(long until) {
        now = Math.max(now, until);
    }
}
