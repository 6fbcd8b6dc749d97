package org.expool.linux.launch;

import org.expool.ExpoolException;
import org.expool.Outcome;
import org.expool.linux.kernel.Errno;

/** The kernel refused a session something that it cannot work without: a descriptor, memory. */
final class SystemCallException extends ExpoolException {

    private static final long serialVersionUID = 1L;

    private final transient Errno error;

    private SystemCallException(String call, Errno error) {
        super(call + ": " + error, null);
        this.error = error;
    }

    /** What becomes of a job for which this was needed. */
    Outcome.NotStarted why() {
        return new Outcome.NotStarted(Outcome.NotStarted.Cause.LIMIT, error.number(), String.valueOf(getMessage()));
    }

    /**
     * The result of a call that says by -1 that it failed.
     *
     * @param what the call, for the message
     */
    static int check(String what, int result) {
        if (result < 0) {
            throw new SystemCallException(what, Errno.last());
        }
        return result;
    }

    /**
     * For calls that return the error itself.
     *
     * @param what the call, for the message
     */
    static void checkZero(String what, int error) {
        if (error != 0) {
            throw new SystemCallException(what, new Errno(error));
        }
    }
}
