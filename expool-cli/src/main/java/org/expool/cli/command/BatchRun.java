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
 * @param shutdowns begins to listen for signals
 * @param halt whether the first job that does not succeed ends the batch
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
        HaltOnFailure halting = new HaltOnFailure();
        builder.listener(report);
        if (halt) {
            builder.haltOnFailure(true).listener(halting);
        }
        try (Shutdown shutdown = shutdowns.get();
                ExecPool pool = builder.build()) {
            BatchSubmitter gate = new BatchSubmitter(pool);
            halting.halts(gate);
            shutdown.ends(gate);
            boolean allInTime =
                    jobs.submitTo(gate, Optional.ofNullable(pool.settings().timeout()));
            boolean endedInTime = pool.join();
            report.end(pool);
            if (jobs.left() > 0) {
                terminal.complain(jobs.left() + " more jobs were not submitted, because the batch was stopped");
            }
            return shutdown.exitCode(exitCode(allInTime && endedInTime, jobs, pool));
        }
    }

    private static int exitCode(boolean inTime, JobSource jobs, ExecPool pool) {
        if (!inTime) {
            return ExitCode.TIMED_OUT;
        }
        if (jobs.flaw() != ExitCode.OK) {
            return jobs.flaw();
        }
        return pool.summary().allSucceeded() && jobs.left() == 0 ? ExitCode.OK : ExitCode.SOME_FAILED;
    }
}
