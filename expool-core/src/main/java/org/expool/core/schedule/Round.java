package org.expool.core.schedule;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.expool.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * The jobs between two joins, with their common time limit. A round opens with its first submission and closes when a
 * caller joins it and all its jobs are settled. Part of the scheduler's state.
 */
final class Round {

    private final @Nullable Duration poolLimit;
    private boolean open;
    private long openedAt;
    private @Nullable Duration limit;
    private boolean expired;
    private @Nullable TerminationRequest expiry;
    private boolean cutShort;
    private List<Object> waiters = new ArrayList<>();
    private long unsettled;

    Round(@Nullable Duration poolLimit) {
        this.poolLimit = poolLimit;
        this.limit = poolLimit;
    }

    void submitted(long now) {
        if (!open) {
            open = true;
            openedAt = now;
        }
        unsettled++;
    }

    /** A task was opened, which does not start the clock. */
    void opened() {
        unsettled++;
    }

    void settled() {
        unsettled--;
    }

    /** Sets what {@link #unsettled} is, after an interrupted step. */
    void recount(long jobsAndTasks) {
        unsettled = jobsAndTasks;
    }

    /** How many jobs and tasks have not settled. */
    long unsettled() {
        return unsettled;
    }

    /** Whether a caller waits for the end. */
    boolean isJoined() {
        return !waiters.isEmpty();
    }

    void join(Object waiter, @Nullable Duration joinLimit) {
        waiters.add(waiter);
        if (joinLimit != null && (limit == null || joinLimit.compareTo(limit) < 0)) {
            limit = joinLimit;
        }
    }

    long deadline() {
        return open && !expired && limit != null ? Deadline.after(openedAt, limit) : Deadline.NEVER;
    }

    /** How unfinished jobs of an expired round end; null while there is time. */
    @Nullable
    TerminationRequest expiry() {
        return expiry;
    }

    /** The time is up. */
    void expire(long now) {
        if (limit != null) {
            Duration measured = Duration.ofNanos(now - openedAt);
            expire(TerminationRequest.roundTimeout(
                    Outcome.TimedOut.ofPool(Outcome.TimedOut.Clock.WALL, limit, measured)));
        }
    }

    /** A limit is reached. */
    void expire(TerminationRequest termination) {
        expired = true;
        expiry = termination;
    }

    /** A job was ended or refused because the time was up. */
    void cut() {
        cutShort = true;
    }

    boolean hasEnded() {
        return unsettled == 0 && !waiters.isEmpty();
    }

    /** Whether a job was ended or refused because the time was up. */
    boolean isCutShort() {
        return cutShort;
    }

    /** The callers that wait for the end, in order. */
    List<Object> waiters() {
        return waiters;
    }

    /** Ends the round. */
    void close() {
        open = false;
        expired = false;
        expiry = null;
        cutShort = false;
        waiters = new ArrayList<>();
        limit = poolLimit;
    }
}
