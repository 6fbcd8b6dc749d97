package org.expool.core.launch;

import org.expool.Outcome;
import org.jspecify.annotations.Nullable;

/** A request cannot be carried out; the message is the reason in words. */
final class LaunchRefusedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Outcome.NotStarted why;

    private LaunchRefusedException(Outcome.NotStarted why) {
        super(why.reason());
        this.why = why;
    }

    static LaunchRefusedException because(Outcome.NotStarted.Cause cause, String reason) {
        return because(cause, null, reason);
    }

    /** With the kernel's error, if known. */
    static LaunchRefusedException because(Outcome.NotStarted.Cause cause, @Nullable Integer errno, String reason) {
        return new LaunchRefusedException(new Outcome.NotStarted(cause, errno, reason));
    }

    /** What becomes of the job. */
    Outcome.NotStarted why() {
        return why;
    }
}
