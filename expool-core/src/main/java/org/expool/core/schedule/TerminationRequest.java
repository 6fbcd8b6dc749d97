package org.expool.core.schedule;

import org.expool.Outcome;
import org.expool.Outcome.NotStarted.Cause;
import org.expool.event.MemoryReason;

/**
 * A decision to end a job before it ends by itself. Immutable.
 *
 * @param running the outcome if it has a process
 * @param waiting its outcome if it has no process
 * @param then what happens to the job afterwards
 * @param forMemory whether it frees memory
 */
record TerminationRequest(Outcome running, Outcome waiting, Then then, boolean forMemory) {

    /** Not to free memory. */
    TerminationRequest(Outcome running, Outcome waiting, Then then) {
        this(running, waiting, then, false);
    }

    enum Then {
        /** It has ended. */
        FINISHED,
        /** By its own policy another attempt follows. */
        REPEATED,
        /** It starts again later, and this attempt does not count. */
        POSTPONED
    }

    /**
     * It has reached one of its own time limits.
     *
     * @param outcome which
     * @param repeated whether another attempt will follow
     */
    static TerminationRequest jobTimeout(Outcome outcome, boolean repeated) {
        return new TerminationRequest(outcome, outcome, repeated ? Then.REPEATED : Then.FINISHED);
    }

    /** It has waited too long. */
    static TerminationRequest givenUp(Outcome outcome) {
        return always(outcome);
    }

    static TerminationRequest taskTimeout(Outcome outcome) {
        return always(outcome);
    }

    static TerminationRequest roundTimeout(Outcome outcome) {
        return new TerminationRequest(
                outcome, new Outcome.NotStarted(Cause.POOL_TIMEOUT, outcome.reason()), Then.FINISHED);
    }

    static TerminationRequest cancel(Outcome.Cancelled.By by, String reason) {
        return always(new Outcome.Cancelled(by, reason));
    }

    static TerminationRequest notStarted(Cause cause, String reason) {
        return always(new Outcome.NotStarted(cause, reason));
    }

    static TerminationRequest postpone(String reason) {
        Outcome outcome = new Outcome.Cancelled(Outcome.Cancelled.By.POSTPONEMENT, reason);
        return new TerminationRequest(outcome, outcome, Then.POSTPONED);
    }

    /** It uses more memory than it may alone. */
    static TerminationRequest memoryExceeded(Outcome.MemoryExceeded outcome, boolean repeated) {
        return new TerminationRequest(outcome, outcome, repeated ? Then.REPEATED : Then.FINISHED, repeated);
    }

    /** It is terminated to free memory, and starts again later. */
    static TerminationRequest postponeForMemory(MemoryReason why) {
        Outcome outcome = new Outcome.Cancelled(Outcome.Cancelled.By.POSTPONEMENT, why.text());
        return new TerminationRequest(outcome, outcome, Then.POSTPONED, true);
    }

    static TerminationRequest chained(long originId, String origin, Outcome.Chained.Cause cause, String limit) {
        return always(new Outcome.Chained(originId, origin, cause, limit));
    }

    /** Its process can no longer be reached. */
    static TerminationRequest lost(String reason) {
        return always(new Outcome.Lost(reason));
    }

    private static TerminationRequest always(Outcome outcome) {
        return new TerminationRequest(outcome, outcome, Then.FINISHED);
    }

    /** Whether the job ends, not only the attempt. */
    boolean isFinal() {
        return then == Then.FINISHED;
    }
}
