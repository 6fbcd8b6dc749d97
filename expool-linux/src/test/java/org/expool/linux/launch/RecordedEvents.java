package org.expool.linux.launch;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.expool.Outcome;
import org.expool.spi.LaunchEvents;
import org.expool.spi.ProcessExit;

/** Records the events of a session, and waits for them. Thread-safe. */
final class RecordedEvents implements LaunchEvents {

    private static final long TIMEOUT_SECONDS = 60;

    private final Map<Long, CompletableFuture<Long>> started = new ConcurrentHashMap<>();
    private final Map<Long, CompletableFuture<Outcome.NotStarted>> refused = new ConcurrentHashMap<>();
    private final Map<Long, CompletableFuture<ProcessExit>> exited = new ConcurrentHashMap<>();
    private final List<String> log = new CopyOnWriteArrayList<>();

    @Override
    public void started(long id, long pid, long nanos) {
        log.add("started " + id);
        of(started, id).complete(pid);
    }

    @Override
    public void notStarted(long id, Outcome.NotStarted why) {
        String reason = why.reason();
        log.add("notStarted " + id);
        of(refused, id).complete(why);
        of(started, id).completeExceptionally(new AssertionError(reason));
        of(exited, id).completeExceptionally(new AssertionError(reason));
    }

    @Override
    public void exited(long id, ProcessExit exit) {
        log.add("exited " + id);
        of(refused, id).completeExceptionally(new AssertionError("was started"));
        of(exited, id).complete(exit);
    }

    void note(String what) {
        log.add(what);
    }

    /** All events in their order. */
    List<String> log() {
        return log;
    }

    long pid(long id) {
        return await(of(started, id));
    }

    String refusal(long id) {
        return await(of(refused, id)).reason();
    }

    Outcome.NotStarted outcome(long id) {
        return await(of(refused, id));
    }

    ProcessExit exit(long id) {
        return await(of(exited, id));
    }

    /** Whether it was refused; waits until that is known. */
    boolean isRefused(long id) {
        return of(started, id)
                .orTimeout(TIMEOUT_SECONDS, TimeUnit.SECONDS)
                .handle((pid, failure) -> failure != null)
                .join();
    }

    boolean hasExited(long id) {
        return of(exited, id).isDone();
    }

    private static <T> CompletableFuture<T> of(Map<Long, CompletableFuture<T>> futures, long id) {
        return futures.computeIfAbsent(id, unused -> new CompletableFuture<>());
    }

    private static <T> T await(CompletableFuture<T> future) {
        return future.orTimeout(TIMEOUT_SECONDS, TimeUnit.SECONDS).join();
    }
}
