package org.expool.core.simulate;

import java.time.Duration;

/**
 * What a simulated process does. Immutable.
 *
 * @param startLatency from the decision to start it to its start
 * @param startFails whether it cannot be started
 * @param runs how long it runs if left alone
 * @param exitCode its exit code then
 * @param ignoresTerm whether only SIGKILL ends it
 * @param endLatency from a deadly signal to its end
 * @param callbackTime how long each of its job's callbacks takes
 */
public record Behaviour(
        Duration startLatency,
        boolean startFails,
        Duration runs,
        int exitCode,
        boolean ignoresTerm,
        Duration endLatency,
        Duration callbackTime) {

    /** Starts at once, runs this long, succeeds, and obeys signals at once. */
    public static Behaviour runs(Duration duration) {
        return new Behaviour(Duration.ZERO, false, duration, 0, false, Duration.ZERO, Duration.ZERO);
    }

    /** The same with another exit code. */
    public Behaviour exitingWith(int code) {
        return new Behaviour(startLatency, startFails, runs, code, ignoresTerm, endLatency, callbackTime);
    }

    /** The same, deaf to SIGTERM. */
    public Behaviour deaf() {
        return new Behaviour(startLatency, startFails, runs, exitCode, true, endLatency, callbackTime);
    }

    /** The same, with callbacks that take this long. */
    public Behaviour withCallbacks(Duration duration) {
        return new Behaviour(startLatency, startFails, runs, exitCode, ignoresTerm, endLatency, duration);
    }

    /** Cannot be started. */
    public static Behaviour failing() {
        return new Behaviour(Duration.ZERO, true, Duration.ZERO, 0, false, Duration.ZERO, Duration.ZERO);
    }
}
