package org.expool.core.pool;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.expool.core.schedule.Event;
import org.expool.core.schedule.Scheduler;
import org.expool.spi.EventWait;
import org.expool.spi.support.Mailbox;
import org.jspecify.annotations.Nullable;

/**
 * Hands events and deadlines to the scheduler, on one thread at a time. Thread-safe.
 *
 * <p>The engine's thread sleeps until the next event or deadline. A thread that reports the end of a process drains the
 * queue itself, unless another thread does: waking the engine's thread would cost as much as all the rest, and the
 * reporting thread starts the worker's next job while it is awake. A thread that finds the lock taken leaves its event
 * to the thread that holds it, which checks the queue once more after unlocking ("flat combining": Hendler, Incze,
 * Shavit, Tzafrir, SPAA 2010). So the engine's thread has to be woken when a deadline has come nearer than it means to
 * sleep.
 */
final class EventLoop {

    /** More events than one exit causes, and few enough that a reporting thread is not kept for the work of others. */
    private static final int MAX_EVENTS = 16;

    private static final long MORE_PENDING = Long.MIN_VALUE;

    private final Mailbox<Event> mailbox;
    private final Scheduler scheduler;
    private final PoolRuntime runtime;

    /** Guards the scheduler: held by the thread that drains events. */
    private final ReentrantLock lock = new ReentrantLock();

    /** Until when the engine's thread sleeps at most; written under the lock. */
    private volatile long wakesAt = Scheduler.NEVER;

    /** The event that the scheduler is handling, or was when something was thrown; guarded by the lock. */
    private @Nullable Event handling;

    /** What was thrown on any thread that drained; written under the lock. */
    private volatile @Nullable Throwable fault;

    /**
     * Not running yet.
     *
     * @param mailbox where events come from
     * @param scheduler its commands must not block
     * @param runtime whose time it is
     */
    EventLoop(Mailbox<Event> mailbox, Scheduler scheduler, PoolRuntime runtime) {
        this.runtime = runtime;
        this.mailbox = mailbox;
        this.scheduler = scheduler;
    }

    /**
     * Returns when the mailbox is closed and drained; called by the engine's thread. Throws whatever was thrown on any
     * thread that drained.
     */
    void run(EventWait wait) {
        boolean last = false;
        while (!last) {
            last = mailbox.isClosed(); // asked before it is emptied
            long next = drainAll();
            long now = runtime.nanoTime();
            if (!last && next > now) {
                mailbox.await(wait, next == Scheduler.NEVER ? Long.MAX_VALUE : next - now);
            }
        }
    }

    /** Handles all events and due deadlines; returns the next deadline. */
    long drainAll() {
        lock.lock();
        try {
            if (fault instanceof Error error) {
                throw error;
            }
            if (fault instanceof RuntimeException exception) {
                throw exception;
            }
            long next = drain(Integer.MAX_VALUE);
            wakesAt = next;
            return next;
        } catch (RuntimeException | Error e) {
            fault = e;
            throw e;
        } finally {
            lock.unlock();
        }
    }

    /** Drains the queue on the calling thread, unless another thread does, which then handles these events too. */
    void tryDrain() {
        boolean more = true;
        while (more && !mailbox.isEmpty() && !lock.isHeldByCurrentThread() && lock.tryLock()) {
            try {
                more = fault == null && drainSome();
            } catch (RuntimeException | Error e) {
                fault = e;
                more = false;
                mailbox.forceWakeup();
            } finally {
                lock.unlock();
            }
        }
    }

    /** Returns whether all was done; else the engine's thread is woken to do the rest. */
    private boolean drainSome() {
        long next = drain(MAX_EVENTS);
        if (next < wakesAt) {
            wakesAt = next;
            mailbox.forceWakeup();
        }
        return next != MORE_PENDING;
    }

    /** Runs the last step, after a fault, under the lock; it is given the event that was being handled, if any. */
    void end(Consumer<@Nullable Event> last) {
        lock.lock();
        try {
            last.accept(handling);
        } finally {
            lock.unlock();
        }
    }

    /** Returns the next deadline, or {@link #MORE_PENDING} if there was more to do than was allowed. */
    private long drain(int most) {
        for (int handled = 0; handled < most; handled++) {
            Event event = mailbox.poll();
            handling = event;
            long now = runtime.nanoTime();
            if (event == null) {
                long next = scheduler.nextDeadline();
                if (next > now) {
                    return next;
                }
                event = Event.Tick.TICK;
            }
            scheduler.handle(event, now);
            handling = null;
        }
        return MORE_PENDING;
    }
}
