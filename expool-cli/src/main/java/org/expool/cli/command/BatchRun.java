package org.expool.cli.command;

import java.util.Optional;
import java.util.function.Supplier;
import org.expool.ExecPool;
import org.expool.PoolBuilder;
import org.expool.cli.report.Report;
import org.expool.cli.report.Terminal;

/**
 * Runs the jobs of one batch and reports. Immutable and thread-safe.
 *
 * @param terminal for messages
 * @param shutdowns starts to handle signals
 * @param halt whether the first job that does not succeed terminates the batch
 */
record BatchRun(Terminal terminal, Supplier<Shutdown> shutdowns, boolean halt) {

    /**
     * Runs all jobs of a source.
     *
     * @param builder has the settings of the pool
     * @return the exit code
     * @throws InterruptedException if the thread is interrupted; all jobs have then been cancelled
     */
    int run(PoolBuilder builder, JobSource jobs, Report report) throws InterruptedException {
        HaltOnFailure haltOnFailure = new HaltOnFailure();
        builder.listener(report);
        if (halt) {
            // The pool starts no further job of its round; the listener stops the input, which could begin another.
            builder.haltOnFailure(true).listener(haltOnFailure);
        }
        try (Shutdown shutdown = shutdowns.get();
                ExecPool pool = builder.build()) {
            BatchSubmitter submitter = new BatchSubmitter(pool);
            haltOnFailure.stops(submitter);
            shutdown.stops(submitter);
            boolean submittedInTime =
                    jobs.submitTo(submitter, Optional.ofNullable(pool.settings().timeout()));
            boolean endedInTime = pool.join();
            report.end(pool);
            if (jobs.notSubmitted() > 0) {
                terminal.message(jobs.notSubmitted() + " more jobs were not submitted because the batch was stopped");
            }
            return shutdown.exitCode(exitCode(submittedInTime && endedInTime, jobs, pool));
        }
    }

    private static int exitCode(boolean inTime, JobSource jobs, ExecPool pool) {
        if (!inTime) {
            return ExitCode.TIMED_OUT;
        }
        if (jobs.exitCode() != ExitCode.OK) {
            return jobs.exitCode();
        }
        return pool.summary().allSucceeded() && jobs.notSubmitted() == 0 ? ExitCode.OK : ExitCode.SOME_FAILED;
    }
}
