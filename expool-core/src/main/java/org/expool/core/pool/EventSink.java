package org.expool.core.pool;

import org.expool.core.schedule.Event;

/** Where events for the scheduler go; thread-safe. */
interface EventSink {

    /** Returns false if the engine has ended. */
    boolean send(Event event);

    /** Whether the calling thread is the one that calls listeners, which would wait for itself. */
    boolean isListening();

    /** A caller waits for a result: it is to be told at once. */
    void hurry();
}
