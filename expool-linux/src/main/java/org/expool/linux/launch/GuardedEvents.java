package org.expool.linux.launch;

import org.expool.Outcome;
import org.expool.spi.LaunchEvents;
import org.expool.spi.ProcessExit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the session's threads alive when a receiver throws, which would otherwise lose the exits of other processes. As
 * thread-safe as the receiver.
 *
 * @param receiver receives the events
 */
record GuardedEvents(LaunchEvents receiver) implements LaunchEvents {

    private static final Logger LOG = LoggerFactory.getLogger(GuardedEvents.class);

    @Override
    public void started(long id, long pid, long nanos) {
        guarded("started", id, () -> receiver.started(id, pid, nanos));
    }

    @Override
    public void notStarted(long id, Outcome.NotStarted why) {
        guarded("notStarted", id, () -> receiver.notStarted(id, why));
    }

    @Override
    public void exited(long id, ProcessExit exit) {
        guarded("exited", id, () -> receiver.exited(id, exit));
    }

    private static void guarded(String event, long id, Runnable call) {
        try {
            call.run();
        } catch (RuntimeException e) {
            LOG.error("the receiver of {} of request {} failed", event, id, e);
        }
    }
}
