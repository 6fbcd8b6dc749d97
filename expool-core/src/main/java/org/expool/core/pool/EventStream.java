package org.expool.core.pool;

import java.lang.System.Logger;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongFunction;
import org.expool.PoolListener;
import org.expool.event.PoolEvent;
import org.expool.spi.support.Uninterruptibly;
import org.jspecify.annotations.Nullable;

/**
 * Numbers the facts of a pool and hands them to its listeners in one order, on its own thread; in between it runs what
 * must follow a fact, such as the completion of a handle. Thread-safe.
 *
 * <p>Facts wait in one ring. Adding one does not block and seldom wakes the thread: after work the thread dozes for
 * {@link #DOZE_NANOS} before it takes what has come meanwhile, unless something urgent comes. Only after two dozes
 * without a fact it sleeps until the next. So under load there is one wake-up for many facts.
 *
 * <p>The ring has a limit. When listeners do not keep up, facts beyond it are dropped and counted, and a
 * {@link PoolEvent.EventsDropped} takes their place. What must follow a dropped fact is left to the caller, which is
 * told.
 *
 * <p>No wake-up is lost: the thread sets that it dozes or sleeps before it reads whether there is work, and an adding
 * thread adds its work before it reads whether the thread dozes or sleeps (Dekker's pattern; all of these are
 * volatile).
 */
final class EventStream implements PoolRuntime.Loop, AutoCloseable {

    /** How long a fact may be delayed if no caller waits for it. */
    private static final long DOZE_NANOS = 1_000_000;

    private static final int DOZES = 2;
    private static final int BATCH = 256;

    private static final Logger LOG = System.getLogger(EventStream.class.getName());

    private enum Sleep {
        AWAKE,
        /** For {@link #DOZE_NANOS}, or until something urgent comes. */
        DOZES,
        /** Until anything comes. */
        SLEEPS
    }

    private final List<PoolListener> listeners;
    private final int limit;
    private final PoolRuntime runtime;
    private final Object[] batch = new Object[BATCH];

    /** The thread that calls listeners: its own, or the one that drains it at the moment. */
    private volatile @Nullable Thread listenerThread;

    private @Nullable Thread thread;

    /** Facts, and Runnables that run after the facts before them; guarded by itself. */
    private final ArrayDeque<Object> ring = new ArrayDeque<>();

    /** The number of the last fact; this and the counts below are guarded by the ring. */
    private long last;

    private long dropped;
    private long droppedFinished;

    private volatile Sleep sleep = Sleep.AWAKE;
    private volatile boolean urgent;
    private volatile boolean filled;
    private volatile boolean closed;

    /**
     * Not running yet.
     *
     * @param runtime starts the thread
     */
    EventStream(List<PoolListener> listeners, PoolRuntime runtime) {
        this.listeners = listeners;
        this.limit = listeners.stream().mapToInt(PoolListener::buffer).max().orElse(0);
        this.runtime = runtime;
    }

    void start() {
        thread = runtime.start("listener", this);
    }

    /** Whether there are listeners; if not, facts need not be made. */
    boolean isHeard() {
        return !listeners.isEmpty();
    }

    boolean isCurrentThread() {
        return Thread.currentThread() == listenerThread;
    }

    /**
     * Passes a fact to the listeners soon.
     *
     * @param fact makes it, given its number; called at once, and briefly
     */
    void tell(LongFunction<PoolEvent> fact) {
        if (isHeard()) {
            add(fact, null, false);
        }
    }

    /**
     * Passes a fact to the listeners, if there are any, and runs something afterwards.
     *
     * @param isAwaited whether a caller waits for it
     * @return false if the fact was dropped and nothing will run afterwards
     */
    boolean tell(LongFunction<PoolEvent> fact, Runnable afterwards, boolean isAwaited) {
        return add(isHeard() ? fact : null, afterwards, isAwaited);
    }

    /** Runs something when all facts so far have been passed on. */
    void afterwards(Runnable work) {
        add(null, work, true);
    }

    /** A caller now waits for what is in the ring. */
    void hurry() {
        if (filled) {
            urgent = true;
            wake(true);
        }
    }

    private boolean add(@Nullable LongFunction<PoolEvent> fact, @Nullable Runnable afterwards, boolean isAwaited) {
        synchronized (ring) {
            if (fact != null && !put(fact)) {
                return false;
            }
            if (afterwards != null) {
                putDropped(); // it must follow all facts so far, this one included
                ring.add(afterwards);
            }
            filled = true;
            if (isAwaited) {
                urgent = true;
            }
        }
        wake(isAwaited);
        return true;
    }

    private boolean put(LongFunction<PoolEvent> fact) {
        boolean fits = ring.size() < limit;
        if (fits) {
            putDropped();
        }
        PoolEvent event = fact.apply(++last);
        if (fits) {
            ring.add(event);
        } else {
            dropped++;
            droppedFinished += event instanceof PoolEvent.JobFinished ? 1 : 0;
        }
        return fits;
    }

    private void putDropped() {
        if (dropped > 0) {
            ring.add(new PoolEvent.EventsDropped(last, runtime.now(), dropped, droppedFinished));
            dropped = 0;
            droppedFinished = 0;
        }
    }

    private void wake(boolean isUrgent) {
        Sleep now = sleep;
        if (now == Sleep.SLEEPS || (now == Sleep.DOZES && isUrgent)) {
            sleep = Sleep.AWAKE; // no other thread needs to wake it as well
            LockSupport.unpark(listenerThread);
        }
    }

    @Override
    public void run() {
        listenerThread = Thread.currentThread(); // before it sleeps for the first time
        int dozes = 0;
        boolean closing = false;
        while (!closing) {
            closing = closed; // read before the ring is emptied
            int count = deliverBatch();
            dozes = count > 0 ? 0 : dozes + 1;
            closing &= count == 0;
            if (!closing && count < BATCH) {
                pause(dozes < DOZES);
            }
        }
    }

    private int deliverBatch() {
        int count = take();
        for (int i = 0; i < count; i++) {
            deliver(batch[i]);
            batch[i] = null;
        }
        return count;
    }

    /** No effect within a listener: it gets later facts after it has returned. */
    @Override
    public boolean drain() {
        if (isCurrentThread()) {
            return false;
        }
        listenerThread = Thread.currentThread();
        try {
            return deliverBatch() > 0;
        } finally {
            listenerThread = null;
        }
    }

    @Override
    public long next() {
        return Long.MAX_VALUE;
    }

    private int take() {
        synchronized (ring) {
            int count = Math.min(batch.length, ring.size());
            for (int i = 0; i < count; i++) {
                batch[i] = ring.poll();
            }
            if (ring.isEmpty()) {
                urgent = false;
                putDropped();
                filled = !ring.isEmpty();
            }
            return count;
        }
    }

    private void pause(boolean briefly) {
        sleep = briefly ? Sleep.DOZES : Sleep.SLEEPS;
        if (!closed && !urgent && (briefly || !filled)) {
            if (briefly) {
                LockSupport.parkNanos(this, DOZE_NANOS);
            } else {
                LockSupport.park(this);
            }
            Thread.interrupted(); // otherwise a stray interrupt would end every later pause
        }
        sleep = Sleep.AWAKE;
    }

    private void deliver(Object what) {
        if (what instanceof PoolEvent event) {
            for (PoolListener listener : listeners) {
                tell(listener, event);
            }
        } else {
            run((Runnable) what);
        }
    }

    private static void tell(PoolListener listener, PoolEvent event) {
        try {
            listener.on(event);
        } catch (Throwable e) { // whatever a user's code throws
            UserCodeErrors.log(LOG, "the listener " + listener.getClass().getName() + " threw", e);
        }
    }

    private static void run(Runnable work) {
        try {
            work.run();
        } catch (Throwable e) { // thrown by what depends on a completion
            UserCodeErrors.log(LOG, "what follows a completion threw", e);
        }
    }

    /** Passes on what is left and ends the thread; waits for that, uninterruptibly. */
    @Override
    public void close() {
        closed = true;
        sleep = Sleep.AWAKE;
        LockSupport.unpark(listenerThread);
        if (thread == null) {
            while (drain()) {} // delivers what is left
        } else {
            Uninterruptibly.join(thread);
        }
    }
}
