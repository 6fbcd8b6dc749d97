package org.expool.cli.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.expool.Job;
import org.expool.JobResult;
import org.expool.Outcome;
import org.expool.Signal;

/**
 * Exits as the command did, as a shell would tell it. Immutable and thread-safe.
 *
 * @param environment the variables of this process
 */
record RunExit(Map<String, String> environment) {

    private static final String DEFAULT_PATH = "/usr/local/bin:/usr/bin:/bin";

    /** The exit code for the result of the only job. */
    int codeOf(JobResult result) {
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
        if (outcome instanceof Outcome.NotStarted) {
            return exists(result.job()) ? ExitCode.NOT_EXECUTABLE : ExitCode.NOT_FOUND;
        }
        return outcome instanceof Outcome.Lost ? ExitCode.INTERNAL : ExitCode.SOME_FAILED;
    }

    /** Whether there is a file of the program's name where it would be looked up. */
    private boolean exists(Job job) {
        String program = job.command().words().get(0);
        Path directory = job.workdir() == null ? Path.of("") : job.workdir();
        if (program.indexOf('/') >= 0) {
            return Files.exists(directory.resolve(program));
        }
        String path = job.environment().over(environment).getOrDefault("PATH", DEFAULT_PATH);
        for (String folder : path.split(":", -1)) {
            if (Files.exists(directory.resolve(folder).resolve(program))) {
                return true;
            }
        }
        return false;
    }
}
