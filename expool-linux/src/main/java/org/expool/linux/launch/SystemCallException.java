package org.expool.linux.launch;

import org.expool.ExpoolException;
import org.expool.Outcome;
import org.expool.linux.kernel.Errno;

/** A system call that a session depends on failed, for lack of descriptors or memory. */
final class SystemCallException extends ExpoolException {

    private static final long serialVersionUID = 1L;

    private final transient Errno error;

    private SystemCallException(String call, Errno error) {
        super(call + ": " + error, null);
        this.error = error;
    }

    /** The outcome of a job that needed the call. */
    Outcome.NotStarted outcome() {
        return new Outcome.NotStarted(Outcome.NotStarted.Cause.LIMIT, error.number(), String.valueOf(getMessage()));
    }

    /**
     * Checks the result of a call that returns -1 on failure.
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
     * Checks the result of a call that returns the error number.
     *
     * @param what the call, for the message
     */
    static void checkZero(String what, int error) {
        if (error != 0) {
            throw new SystemCallException(what, new Errno(error));
        }
    }
}
