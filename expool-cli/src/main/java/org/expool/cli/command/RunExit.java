package org.expool.cli.command;

import org.expool.JobResult;
import org.expool.Outcome;
import org.expool.Signal;

/** Maps the command's result to an exit code, as shells do. Stateless. */
final class RunExit {

    private RunExit() {}

    /** The exit code for the result of the only job. */
    static int codeOf(JobResult result) {
        Outcome outcome = result.outcome();
        return switch (outcome.kind()) {
            case SUCCEEDED -> ExitCode.OK;
            case FAILED ->
                outcome instanceof Outcome.Signalled signalled
                        ? ExitCode.SIGNAL_BASE + signalled.signal()
                        : ((Outcome.Failed) outcome).exitCode();
            case TIMED_OUT -> ExitCode.TIMED_OUT;
            case MEMORY_EXCEEDED -> ExitCode.SIGNAL_BASE + Signal.KILL.number();
            case CHAINED, CANCELLED -> ExitCode.SOME_FAILED;
            case NOT_STARTED ->
                ((Outcome.NotStarted) outcome).cause() == Outcome.NotStarted.Cause.PROGRAM_MISSING
                        ? ExitCode.NOT_FOUND
                        : ExitCode.NOT_EXECUTABLE;
            case LOST -> ExitCode.INTERNAL;
        };
    }
}
