package org.expool.spi;

import org.expool.ExpoolException;
import org.jspecify.annotations.Nullable;

/** A launch step refuses a start; the message becomes the job's reason. */
public final class LaunchStepException extends ExpoolException {

    private static final long serialVersionUID = 1L;

    /**
     * With the reason.
     *
     * @param message what could not be done, and why
     * @param cause what led to it, or null
     */
    public LaunchStepException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
