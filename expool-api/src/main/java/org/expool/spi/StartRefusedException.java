package org.expool.spi;

import org.expool.ExpoolException;
import org.expool.Outcome;
import org.expool.Outcome.NotStarted.Cause;
import org.jspecify.annotations.Nullable;

/** A process cannot be started; the message becomes the job's reason. Immutable and thread-safe like any exception. */
public final class StartRefusedException extends ExpoolException {

    private static final long serialVersionUID = 1L;

    private final transient Outcome.NotStarted outcome;

    /**
     * Refused by a launch step.
     *
     * @param message what could not be done, and why
     * @param cause what led to it, or null
     */
    public StartRefusedException(String message, @Nullable Throwable cause) {
        super(message, cause);
        this.outcome = new Outcome.NotStarted(Cause.LAUNCH_STEP, message);
    }

    /**
     * Refused for any cause.
     *
     * @param outcome what the launcher reports
     */
    public StartRefusedException(Outcome.NotStarted outcome) {
        super(outcome.reason(), null);
        this.outcome = outcome;
    }

    /**
     * Refused without an error number of the kernel.
     *
     * @param cause the kind of obstacle
     * @param reason what is wrong and where
     */
    public StartRefusedException(Cause cause, String reason) {
        this(new Outcome.NotStarted(cause, reason));
    }

    /** The outcome of the job that could not be started. */
    public Outcome.NotStarted outcome() {
        return outcome;
    }
}
