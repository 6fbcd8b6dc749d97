package org.expool.bench.latency;

import java.util.Comparator;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * From the end of one job to the start of the next, in nanoseconds.
 *
 * <p>Which start follows which end: jobs start in the order of submission, each new one because a worker has become
 * free. With w workers the first w starts follow no end; the next one follows the first end that was noticed, and so
 * on. A pair counts only if the next job was already waiting, so that only the end delayed it.
 *
 * @param sinceExitCall from the ended job's own last act: includes the kernel's work to tear the process down, and so
 *     is more than the time from a pidfd becoming readable
 * @param sinceNoticed from the moment the chain noticed the end: does not include the wake-up, and so is less
 * @param skipped how many pairs did not count
 */
record Turnover(Histogram sinceExitCall, Histogram sinceNoticed, long skipped) {

    private static final int DIGITS = 3;

    /**
     * Of these jobs.
     *
     * @param attempts in the order of submission
     * @param workers how many ran at one time
     */
    static Turnover of(List<Attempt> attempts, int workers) {
        Histogram sinceExitCall = new Histogram(DIGITS);
        Histogram sinceNoticed = new Histogram(DIGITS);
        List<Attempt> ends = attempts.stream()
                .sorted(Comparator.comparingLong(Attempt::noticed).thenComparingLong(Attempt::exitCall))
                .toList();
        long skipped = 0;
        for (int i = 0; i + workers < attempts.size(); i++) {
            Attempt end = ends.get(i);
            Attempt next = attempts.get(i + workers);
            if (next.queued() < end.exitCall() && next.started() >= end.noticed()) {
                sinceExitCall.recordValue(next.started() - end.exitCall());
                sinceNoticed.recordValue(next.started() - end.noticed());
            } else {
                skipped++;
            }
        }
        return new Turnover(sinceExitCall, sinceNoticed, skipped);
    }
}
