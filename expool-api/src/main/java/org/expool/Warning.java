package org.expool;

import java.time.Duration;

/**
 * A signal that a job gets some time before its timeout, to save what it has. One that does not expect the signal, or not
 * yet, may be ended by it. Immutable and thread-safe.
 *
 * @param signal what is sent, once an attempt
 * @param before how long before the timeout; longer than zero, and shorter than a timeout that is a time. Where the timeout
 *     is a share of the category's median and turns out to be no longer than this, the signal comes right at the start
 */
public record Warning(Signal signal, Duration before) {

    /**
     * Checks.
     *
     * @throws InvalidSettingsException if the time is not longer than zero, or the signal is SIGKILL
     */
    public Warning {
        Problems problems = new Problems("warning");
        problems.checkPositive("warning", before);
        if (signal == Signal.KILL) {
            problems.add("warning", signal, "is no warning; name a signal that a program can take");
        }
        problems.throwIfAny();
    }
}
