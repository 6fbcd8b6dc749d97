package org.expool.core.memory;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * What the running jobs of a pool may take: of each the largest of what is expected, measured and claimed. Not thread-safe:
 * it belongs to whoever owns the state of a pool. All calls but {@link #reservation} take constant time.
 */
public final class Promises {

    /** No single promise counts for more, so that sums do not overflow: 1 PiB. */
    private static final long MOST = 1L << 50;

    /** Over how many jobs that have ended the average goes, about. */
    private static final int REMEMBERED = 8;

    private final Map<Long, Promise> running = new HashMap<>();
    private long promised;
    private long measured;

    /** Of the jobs that ended of late. */
    private double usual;

    /** Nothing runs. */
    public Promises() {}

    /**
     * A job is about to start.
     *
     * @param job its number, of no other that runs
     * @param expectedBytes its expected peak, not negative
     * @param expectedEnd when it should have ended, by the pool's clock; {@link Long#MAX_VALUE} if unknown
     * @throws IllegalStateException if it runs already
     */
    public void start(long job, long expectedBytes, long expectedEnd) {
        Promise promise = new Promise(Math.min(expectedBytes, MOST), 0, 0, expectedEnd);
        if (running.putIfAbsent(job, promise) != null) {
            throw new IllegalStateException("job " + job + " runs already");
        }
        promised += promise.bytes();
    }

    /** What a job holds now, not negative; of jobs that do not run nothing is noted. */
    public void measured(long job, long bytes) {
        Promise before = running.get(job);
        if (before != null) {
            replace(
                    job,
                    before,
                    new Promise(before.expected, Math.min(bytes, MOST), before.claimed, before.expectedEnd));
        }
    }

    /**
     * What a job needs before it may go on, until it claims something else; not negative. Claims of jobs that do not run
     * are no matter.
     */
    public void claimed(long job, long bytes) {
        Promise before = running.get(job);
        if (before != null && before.claimed != bytes) {
            replace(
                    job,
                    before,
                    new Promise(before.expected, before.measured, Math.min(bytes, MOST), before.expectedEnd));
        }
    }

    private void replace(long job, Promise before, Promise now) {
        running.put(job, now);
        promised += now.bytes() - before.bytes();
        measured += now.measured - before.measured;
    }

    /** A job has ended; one that does not run is no matter. */
    public void end(long job) {
        Promise ended = running.remove(job);
        if (ended != null) {
            promised -= ended.bytes();
            measured -= ended.measured;
            usual = usual == 0 ? ended.bytes() : usual + (ended.bytes() - usual) / REMEMBERED;
        }
    }

    /** How many run. */
    public int count() {
        return running.size();
    }

    /** What all of them may take together, in bytes. */
    public long promisedBytes() {
        return promised;
    }

    /** What all of them held when last measured, in bytes. */
    public long measuredBytes() {
        return measured;
    }

    /** What one has on average, measured or promised; where nothing runs, what those had of late; 0 if nothing ever ran. */
    public long averageBytes() {
        return running.isEmpty() ? (long) usual : promised / running.size();
    }

    /** Whether another job can be promised what it is expected to need. */
    public boolean fits(long expectedBytes, long limit) {
        return expectedBytes <= limit - promised;
    }

    /**
     * When a job that does not fit could start at the earliest, if all that run end as expected: the "shadow time" of EASY
     * backfilling (Lifka 1995; Mu'alem and Feitelson 2001). Those that are late are taken to end now.
     *
     * @param expectedBytes what the job needs; if that is more than the limit, all others have to end
     * @param freeWorkers how many jobs more may run now
     * @return for now if nobody can say, as a job whose duration is unknown would have to end: so no other is brief enough, and
     *     only those may start that fit beside it whenever that is
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
