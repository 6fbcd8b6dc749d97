package org.expool.spi.support;

import java.util.concurrent.ConcurrentLinkedQueue;
import org.expool.spi.EventWait;
import org.jspecify.annotations.Nullable;

/**
 * A queue with many senders and one receiver, which sleeps while the queue is empty; other threads may poll as well. A sender
 * wakes the receiver only if it sleeps: under load no system call is made. Thread-safe.
 *
 * <p>No wake-up is lost: the receiver publishes where it sleeps before it checks the queue for the last time, and a sender adds
 * before it checks whether the receiver sleeps (Dekker's algorithm; {@code sleeping} and the queue are volatile). Closing works
 * the same way: a sender that finds the mailbox closed after adding takes its message back, unless it was received meanwhile.
 *
 * @param <T> the type of the messages
 */
public final class Mailbox<T> {

    private final ConcurrentLinkedQueue<T> messages = new ConcurrentLinkedQueue<>();
    private volatile boolean closed;
    private volatile boolean wakeupForced;
    private volatile @Nullable Thread receiver;

    /** Where the receiver sleeps, while it does. */
    private volatile @Nullable EventWait sleeping;

    /** An open, empty mailbox. */
    public Mailbox() {}

    /** Adds a message and wakes the receiver; false if the mailbox is closed and the message will not be received. */
    public boolean send(T message) {
        if (!enqueueQuietly(message)) {
            return false;
        }
        wake();
        return true;
    }

    /** Adds a message that can wait until the receiver wakes for another reason; false as for {@link #send}. */
    public boolean enqueueQuietly(T message) {
        messages.add(message);
        return !(closed && messages.remove(message));
    }

    /** Makes the receiver check the queue, if it sleeps. */
    public void wake() {
        EventWait place = sleeping;
        if (place != null && Thread.currentThread() != receiver) {
            place.wake();
        }
    }

    /** Takes the next message; null if there is none. By any thread. */
    public @Nullable T poll() {
        return messages.poll();
    }

    /** Takes the next message, waiting for one; null once the mailbox is closed and empty. By the one receiver. */
    public @Nullable T take(EventWait place) {
        while (true) {
            T message = messages.poll();
            if (message != null) {
                return message;
            }
            if (closed) {
                return messages.poll();
            }
            await(place, Long.MAX_VALUE);
        }
    }

    /** Sleeps until there is a message or the time has passed; may return early. By the one receiver. */
    public void await(EventWait place, long nanos) {
        receiver = Thread.currentThread();
        sleeping = place;
        if (messages.isEmpty() && !closed && !wakeupForced) {
            place.await(nanos);
        }
        sleeping = null;
        wakeupForced = false;
    }

    /** Ends the current sleep, or else the next one, even if there is no message. */
    public void forceWakeup() {
        wakeupForced = true;
        wake();
    }

    /** Whether there is no message. */
    public boolean isEmpty() {
        return messages.isEmpty();
    }

    /** Refuses messages from now on and stops the receiver from sleeping; queued messages can still be received. */
    public void close() {
        closed = true;
        wake();
    }

    /** Whether {@link #close} was called. */
    public boolean isClosed() {
        return closed;
    }
}
