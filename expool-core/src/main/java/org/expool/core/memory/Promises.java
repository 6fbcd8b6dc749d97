package org.expool.core.memory;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * Memory promised to running jobs: for each the largest of its expected peak, its measured memory and its claim. All calls
 * but {@link #reservation} take constant time. Not thread-safe: part of the scheduler's state.
 */
public final class Promises {

    /** Cap of a single promise, so that sums do not overflow: 1 PiB. */
    private static final long MAX_BYTES = 1L << 50;

    /** Each ended job moves the smoothed average by 1/8 of its difference, as in RFC 6298. */
    private static final int SMOOTHING = 8;

    private final Map<Long, Promise> running = new HashMap<>();
    private long promised;
    private long measured;

    /** Smoothed average of the promises of ended jobs. */
    private double smoothedBytes;

    /** Without running jobs. */
    public Promises() {}

    /**
     * A job starts.
     *
     * @param job its id, unique among running jobs
     * @param expectedBytes its expected peak, not negative
     * @param expectedEnd by the pool's clock; {@link Long#MAX_VALUE} if unknown
     * @throws IllegalStateException if it already runs
     */
    public void start(long job, long expectedBytes, long expectedEnd) {
        Promise promise = new Promise(Math.min(expectedBytes, MAX_BYTES), 0, 0, expectedEnd);
        if (running.putIfAbsent(job, promise) != null) {
            throw new IllegalStateException("job " + job + " already runs");
        }
        promised += promise.bytes();
    }

    /** Sets the measured memory of a job, not negative; ignored if the job does not run. */
    public void measured(long job, long bytes) {
        Promise before = running.get(job);
        if (before != null) {
            replace(
                    job,
                    before,
                    new Promise(before.expected, Math.min(bytes, MAX_BYTES), before.claimed, before.expectedEnd));
        }
    }

    /**
     * Sets the claim of a job: memory that a frozen job needs to resume, not negative. Ignored if the job does not run.
     */
    public void claimed(long job, long bytes) {
        Promise before = running.get(job);
        if (before != null && before.claimed != bytes) {
            replace(
                    job,
                    before,
                    new Promise(before.expected, before.measured, Math.min(bytes, MAX_BYTES), before.expectedEnd));
        }
    }

    private void replace(long job, Promise before, Promise now) {
        running.put(job, now);
        promised += now.bytes() - before.bytes();
        measured += now.measured - before.measured;
    }

    /** A job ended; ignored if it does not run. */
    public void end(long job) {
        Promise ended = running.remove(job);
        if (ended != null) {
            promised -= ended.bytes();
            measured -= ended.measured;
            smoothedBytes =
                    smoothedBytes == 0 ? ended.bytes() : smoothedBytes + (ended.bytes() - smoothedBytes) / SMOOTHING;
        }
    }

    /** The number of running jobs. */
    public int count() {
        return running.size();
    }

    /** The sum of promises, in bytes. */
    public long promisedBytes() {
        return promised;
    }

    /** The sum of measured memory, in bytes. */
    public long measuredBytes() {
        return measured;
    }

    /** The average promise of running jobs; if none runs, the smoothed average of ended ones; 0 if none ever ran. */
    public long averageBytes() {
        return running.isEmpty() ? (long) smoothedBytes : promised / running.size();
    }

    /** Whether this expected peak can be promised to another job. */
    public boolean fits(long expectedBytes, long limit) {
        return expectedBytes <= limit - promised;
    }

    /**
     * When a job that does not fit can start at the earliest, if all running jobs end as expected: the "shadow time" of EASY
     * backfilling (Lifka 1995; Mu'alem and Feitelson 2001). Late jobs are assumed to end now.
     *
     * @param expectedBytes of the job; if more than the limit, all others have to end
     * @param freeWorkers how many more jobs may run now
     * @return with the time {@code now} if that depends on a job of unknown duration: so no job is short enough to be
     *     backfilled, only jobs that fit beside the reservation are
     */
    public Reservation reservation(long expectedBytes, long limit, int freeWorkers, long now) {
        List<Promise> byEnd = sorted(running.values());
        long needed = Math.min(expectedBytes, limit);
        long free = limit - promised;
        int workers = freeWorkers;
        long at = now;
        Iterator<Promise> next = byEnd.iterator();
        while ((free < needed || workers < 1) && next.hasNext()) {
            Promise ended = next.next();
            free += ended.bytes();
            workers++;
            at = Math.max(at, ended.expectedEnd);
        }
        return new Reservation(at == Long.MAX_VALUE ? now : at, Math.max(0, free - needed), workers - 1);
    }

    private static List<Promise> sorted(Collection<Promise> promises) {
        return promises.stream()
                .sorted(Comparator.comparingLong(Promise::expectedEnd).thenComparingLong(Promise::bytes))
                .toList();
    }

    private record Promise(long expected, long measured, long claimed, long expectedEnd) {
        long bytes() {
            return Math.max(expected, Math.max(measured, claimed));
        }
    }
}
