package org.expool.core.pool;

import org.expool.core.schedule.Event;

/** Where events for the scheduler go; thread-safe. */
interface EventSink {

    /** Returns false if the engine has ended. */
    boolean send(Event event);

    /** Whether the calling thread is the listener thread, which must not wait for itself. */
    boolean isListening();

    PoolRuntime runtime();

    /** A caller waits for a result and must get it at once. */
    void hurry();
}
