package org.expool.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.expool.Outcome;
import org.expool.spi.LaunchEvents;
import org.expool.spi.ProcessExit;

/** Records what a launcher reports, for tests to wait for. Thread-safe. */
public final class LaunchRecorder implements LaunchEvents {

    /** One report. Immutable and thread-safe. */
    public sealed interface Event {
        /** The request's. */
        long id();
    }

    /**
     * A process runs.
     *
     * @param id the request's
     * @param pid its process
     * @param nanos as reported
     */
    public record Started(long id, long pid, long nanos) implements Event {}

    /**
     * A request could not be carried out.
     *
     * @param id the request's
     * @param why as reported
     */
    public record NotStarted(long id, Outcome.NotStarted why) implements Event {}

    /**
     * A process has ended.
     *
     * @param id the request's
     * @param exit as reported
     */
    public record Exited(long id, ProcessExit exit) implements Event {}

    private final List<Event> events = new ArrayList<>();

    /** Without reports so far. */
    public LaunchRecorder() {}

    @Override
    public void started(long id, long pid, long nanos) {
        add(new Started(id, pid, nanos));
    }

    @Override
    public void notStarted(long id, Outcome.NotStarted why) {
        add(new NotStarted(id, why));
    }

    @Override
    public void exited(long id, ProcessExit exit) {
        add(new Exited(id, exit));
    }

    private synchronized void add(Event event) {
        events.add(event);
        notifyAll();
    }

    /** The reports about one request so far, in their order. */
    public synchronized List<Event> of(long id) {
        return events.stream().filter(event -> event.id() == id).toList();
    }

    /**
     * Waits for the first report of one kind about a request.
     *
     * @param kind one of the permitted records
     * @param limit how long to wait
     * @throws AssertionError if it does not come in time; says what came instead
     * @throws InterruptedException if the waiting thread is interrupted
     */
    public <E extends Event> E await(long id, Class<E> kind, Duration limit) throws InterruptedException {
        return kind.cast(await(event -> event.id() == id && kind.isInstance(event), kind.getSimpleName(), id, limit));
    }

    /**
     * Waits until a request is settled: has not started, or has exited.
     *
     * @param limit how long to wait
     * @throws AssertionError if that does not come in time; says what came instead
     * @throws InterruptedException if the waiting thread is interrupted
     */
    public Event awaitEnd(long id, Duration limit) throws InterruptedException {
        return await(event -> event.id() == id && !(event instanceof Started), "end", id, limit);
    }

    private synchronized Event await(Predicate<Event> wanted, String what, long id, Duration limit)
            throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (true) {
            for (Event event : events) {
                if (wanted.test(event)) {
                    return event;
                }
            }
            long left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
            if (left <= 0) {
                throw new AssertionError("no " + what + " of request " + id + " in " + limit + ", only " + of(id));
            }
            wait(left);
        }
    }
}
