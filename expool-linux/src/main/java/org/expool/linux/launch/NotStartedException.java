package org.expool.linux.launch;

import org.expool.ExpoolException;
import org.expool.Outcome;
import org.expool.Outcome.NotStarted.Cause;
import org.expool.linux.kernel.Errno;

/** A request cannot be carried out; the message becomes the job's reason. */
final class NotStartedException extends ExpoolException {

    private static final long serialVersionUID = 1L;

    private final transient Outcome.NotStarted why;

    /**
     * Not the kernel's doing, or without its words.
     *
     * @param reason what is wrong and where
     */
    NotStartedException(Cause cause, String reason) {
        this(new Outcome.NotStarted(cause, reason));
    }

    /** The kernel refused. */
    NotStartedException(Cause cause, Errno error, String reason) {
        this(new Outcome.NotStarted(cause, error.number(), reason));
    }

    /** With all that is known. */
    NotStartedException(Outcome.NotStarted why) {
        super(why.reason(), null);
        this.why = why;
    }

    /** What becomes of the job. */
    Outcome.NotStarted why() {
        return why;
    }
}
