package org.expool;

import java.time.Duration;

/**
 * A signal sent to a job some time before its timeout, so that it can save its state. A job that does not handle the signal, or
 * not yet, may be terminated by it. Immutable and thread-safe.
 *
 * @param signal the signal, sent once per attempt
 * @param before how long before the timeout; longer than zero, and shorter than an absolute timeout. Where a timeout
 *     relative to the category's median is not longer than this, the signal is sent at the start
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
            problems.add("warning", signal, "cannot be a warning; choose a signal that a program can handle");
        }
        problems.throwIfAny();
    }
}
