package org.expool.linux.launch;

import org.expool.ExpoolException;

/** A request cannot be carried out; the message becomes the job's reason. */
final class NotStartedException extends ExpoolException {

    private static final long serialVersionUID = 1L;

    /**
     * With the reason.
     *
     * @param reason what is wrong and where
     */
    NotStartedException(String reason) {
        super(reason, null);
    }
}
