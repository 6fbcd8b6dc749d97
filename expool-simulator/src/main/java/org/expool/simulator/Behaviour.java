package org.expool.simulator;

import java.time.Duration;
import java.util.List;

/**
 * What a simulated process and the callbacks of its job do. Immutable and thread-safe. No time is negative.
 *
 * @param startLatency from the decision to start it to its start
 * @param startFails whether a faulty attempt cannot be started
 * @param runs how long it runs if left alone
 * @param exitCode the exit code of a faulty attempt; other attempts exit with 0
 * @param lost whether the exit status of a faulty attempt is unknown
 * @param faulty how many of the first attempts are faulty; at least 0
 * @param ignoresTerm whether only SIGKILL ends it
 * @param endLatency from a deadly signal to its end
 * @param reportLatency from its end to the report of it
 * @param callbackTime how long each of its job's callbacks takes
 * @param onStartThrows whether its job's onStart throws
 * @param memory the memory that it uses from when on, in order; none before
 * @param activity the CPU time that it uses, and when it writes
 */
public record Behaviour(
        Duration startLatency,
        boolean startFails,
        Duration runs,
        int exitCode,
        boolean lost,
        int faulty,
        boolean ignoresTerm,
        Duration endLatency,
        Duration reportLatency,
        Duration callbackTime,
        boolean onStartThrows,
        List<MemoryStep> memory,
        Activity activity) {

    public Behaviour {
        memory = List.copyOf(memory);
    }

    private static final Duration ZERO = Duration.ZERO;

    /** Starts at once, runs this long, succeeds, and obeys signals at once. */
    public static Behaviour runs(Duration duration) {
        return new Behaviour(
                ZERO,
                false,
                duration,
                0,
                false,
                Integer.MAX_VALUE,
                false,
                ZERO,
                ZERO,
                ZERO,
                false,
                List.of(),
                Activity.COMPUTING);
    }

    /** Cannot be started. */
    public static Behaviour failing() {
        return runs(ZERO).failingToStart();
    }

    /** The same, but it cannot be started. */
    public Behaviour failingToStart() {
        return with(true, exitCode, lost, faulty);
    }

    /** The same with another exit code. */
    public Behaviour exitingWith(int code) {
        return with(startFails, code, lost, faulty);
    }

    /** The same, but its exit status is unknown. */
    public Behaviour losing() {
        return with(startFails, exitCode, true, faulty);
    }

    /** The same, but only the first attempts cannot be started, exit with another code than 0, or are lost. */
    public Behaviour onlyFirst(int attempts) {
        return with(startFails, exitCode, lost, attempts);
    }

    private Behaviour with(boolean fails, int code, boolean unknown, int attempts) {
        return new Behaviour(
                startLatency,
                fails,
                runs,
                code,
                unknown,
                attempts,
                ignoresTerm,
                endLatency,
                reportLatency,
                callbackTime,
                onStartThrows,
                memory,
                activity);
    }

    /** The same, using so much memory from when on. */
    public Behaviour using(List<MemoryStep> profile) {
        return new Behaviour(
                startLatency,
                startFails,
                runs,
                exitCode,
                lost,
                faulty,
                ignoresTerm,
                endLatency,
                reportLatency,
                callbackTime,
                onStartThrows,
                profile,
                activity);
    }

    /** The same, using so much memory all the time. */
    public Behaviour using(int mebibytes) {
        return using(List.of(new MemoryStep(ZERO, mebibytes)));
    }

    /** The same, using CPU time and writing in this way. */
    public Behaviour doing(Activity work) {
        return new Behaviour(
                startLatency,
                startFails,
                runs,
                exitCode,
                lost,
                faulty,
                ignoresTerm,
                endLatency,
                reportLatency,
                callbackTime,
                onStartThrows,
                memory,
                work);
    }

    /** The same, ignoring SIGTERM. */
    public Behaviour deaf() {
        return with(true, startLatency, endLatency, reportLatency, callbackTime, onStartThrows);
    }

    /** The same, started so long after the decision. */
    public Behaviour startingAfter(Duration latency) {
        return with(ignoresTerm, latency, endLatency, reportLatency, callbackTime, onStartThrows);
    }

    /** The same, ending so long after a deadly signal. */
    public Behaviour dyingFor(Duration latency) {
        return with(ignoresTerm, startLatency, latency, reportLatency, callbackTime, onStartThrows);
    }

    /** The same, its end reported so much later. */
    public Behaviour reportedAfter(Duration latency) {
        return with(ignoresTerm, startLatency, endLatency, latency, callbackTime, onStartThrows);
    }

    /** The same, with callbacks that take this long. */
    public Behaviour withCallbacks(Duration duration) {
        return with(ignoresTerm, startLatency, endLatency, reportLatency, duration, onStartThrows);
    }

    /** The same, with an onStart that throws. */
    public Behaviour throwing() {
        return with(ignoresTerm, startLatency, endLatency, reportLatency, callbackTime, true);
    }

    private Behaviour with(
            boolean deaf, Duration start, Duration end, Duration report, Duration callbacks, boolean throwing) {
        return new Behaviour(
                start,
                startFails,
                runs,
                exitCode,
                lost,
                faulty,
                deaf,
                end,
                report,
                callbacks,
                throwing,
                memory,
                activity);
    }
}
