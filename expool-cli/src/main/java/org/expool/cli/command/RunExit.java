package org.expool.cli.command;

import org.expool.JobResult;
import org.expool.Outcome;
import org.expool.Signal;

/** Exits as the command did, as a shell would tell it. Stateless. */
final class RunExit {

    private RunExit() {}

    /** The exit code for the result of the only job. */
    static int codeOf(JobResult result) {
        Outcome outcome = result.outcome();
        if (outcome instanceof Outcome.Succeeded) {
            return ExitCode.OK;
        }
        if (outcome instanceof Outcome.Failed failed) {
            return failed.exitCode();
        }
        if (outcome instanceof Outcome.Signalled signalled) {
            return ExitCode.SIGNAL_BASE + signalled.signal();
        }
        if (outcome instanceof Outcome.TimedOut) {
            return ExitCode.TIMED_OUT;
        }
        if (outcome instanceof Outcome.MemoryExceeded) {
            return ExitCode.SIGNAL_BASE + Signal.KILL.number();
        }
        if (outcome instanceof Outcome.NotStarted notStarted) {
            return notStarted.cause() == Outcome.NotStarted.Cause.PROGRAM_MISSING
                    ? ExitCode.NOT_FOUND
                    : ExitCode.NOT_EXECUTABLE;
        }
        return outcome instanceof Outcome.Lost ? ExitCode.INTERNAL : ExitCode.SOME_FAILED;
    }
}
