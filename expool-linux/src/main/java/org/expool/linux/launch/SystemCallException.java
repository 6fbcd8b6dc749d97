package org.expool.linux.launch;

import org.expool.ExpoolException;

/** The kernel refused a session something that it cannot work without: a descriptor, memory. */
final class SystemCallException extends ExpoolException {

    private static final long serialVersionUID = 1L;

    private SystemCallException(String message) {
        super(message, null);
    }

    /**
     * The result of a call that says by -1 that it failed.
     *
     * @param what the call, for the message
     */
    static int check(String what, int result) {
        if (result < 0) {
            throw new SystemCallException(what + ": " + Errno.last());
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
            throw new SystemCallException(what + ": " + new Errno(error));
        }
    }
}
