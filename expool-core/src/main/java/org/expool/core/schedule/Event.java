package org.expool.core.schedule;

import java.time.Duration;
import java.util.Map;
import org.expool.spi.ProcessExit;
import org.jspecify.annotations.Nullable;

/** Something that has happened and that the machine must know. Immutable. */
public sealed interface Event {

    /** A job was handed over. */
    record Submit(JobEntry job) implements Event {}

    /**
     * A job's onStart callback has returned.
     *
     * @param refusal why the job must not start, or null if it may
     */
    record StartAnswered(JobEntry job, @Nullable String refusal) implements Event {}

    /**
     * A process runs.
     *
     * @param id the job's
     * @param at when it was started, by the driver's clock
     */
    record Started(long id, long pid, long at) implements Event {}

    /** A process could not be started. */
    record NotStarted(long id, String reason) implements Event {}

    /** A process has ended; its time is by the driver's clock. */
    record Exited(long id, ProcessExit exit) implements Event {}

    /** What follows a job's outcome, its callbacks above all, is done. */
    record Settled(JobEntry job) implements Event {}

    /**
     * Memory was looked at, as {@link Decision.Sample} asked.
     *
     * @param residentBytes by process
     */
    record Sampled(Map<Long, Long> residentBytes) implements Event {}

    /** One job is to end. */
    record Cancel(JobEntry job, String reason) implements Event {}

    /** All jobs are to end. */
    record CancelAll(String reason) implements Event {}

    /** Another number of jobs may run at one time. */
    record Resize(int workers) implements Event {}

    /**
     * Somebody waits for the end of the round; answered by {@link Decision.RoundEnded}.
     *
     * @param waiter handed back with the answer
     * @param limit for the round, or null to wait as long as it takes
     */
    record Join(Object waiter, @Nullable Duration limit) implements Event {}

    /**
     * The pool is being closed: all jobs are to end, and none is started any more.
     *
     * @param waiter handed back with the answer, as of {@link Join}
     */
    record Close(Object waiter, String reason) implements Event {}

    /** Nothing but that time has passed. */
    enum Tick implements Event {
        /** The only one. */
        TICK
    }
}
