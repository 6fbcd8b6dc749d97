package org.expool.linux.launch;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Messages from many threads to one, which sleeps while there are none. Thread-safe; {@link #take} is for one thread
 * only.
 *
 * <p>No message and no wake-up is lost: the taker announces its sleep and then looks once more, a poster adds and then
 * looks whether the taker sleeps, so at least one of them sees the other. Closing works the same way: a poster that
 * finds the mailbox closed after adding takes its message back, unless the taker was faster.
 */
final class Mailbox<T> {

    private final Queue<T> messages = new ConcurrentLinkedQueue<>();
    private volatile @Nullable Thread sleeper;
    private volatile boolean closed;

    /** Adds a message; false if the mailbox is closed and nobody will take it. */
    boolean post(T message) {
        if (closed) {
            return false;
        }
        messages.add(message);
        if (closed && messages.remove(message)) {
            return false;
        }
        wake();
        return true;
    }

    /** The next message, waiting for one; null once the mailbox is closed and empty. */
    @Nullable
    T take() {
        while (true) {
            T message = messages.poll();
            if (message != null) {
                return message;
            }
            if (closed) {
                return messages.poll();
            }
            sleepUntilWoken();
        }
    }

    /** Accepts no more; what is there will still be taken. */
    void close() {
        closed = true;
        wake();
    }

    boolean isClosed() {
        return closed;
    }

    private void sleepUntilWoken() {
        sleeper = Thread.currentThread();
        if (messages.isEmpty() && !closed) {
            LockSupport.park(this);
            // A pending interrupt would make every park return at once.
            Thread.interrupted();
        }
        sleeper = null;
    }

    private void wake() {
        LockSupport.unpark(sleeper);
    }
}
