package org.expool.cli.report;

import org.expool.ExecPool;
import org.expool.JobResult;

/** Prints on standard error why a job did not succeed, and nothing else. Immutable and thread-safe. */
public final class FailureReport implements Report {

    private final Terminal terminal;
    private final boolean quiet;

    /**
     * Reports to a terminal.
     *
     * @param quiet whether to print nothing at all
     */
    public FailureReport(Terminal terminal, boolean quiet) {
        this.terminal = terminal;
        this.quiet = quiet;
    }

    @Override
    public void finished(JobResult result) {
        if (!quiet && result.unsuccessful()) {
            terminal.message(Lines.fit(result.job().name(), Lines.WIDTH) + " "
                    + result.outcome().kind().label() + ": " + result.outcome().reason() + " (after "
                    + HumanUnits.of(result.wall()) + ")");
        }
    }

    @Override
    public void end(ExecPool pool) {
        // Everything was printed when the job ended.
    }
}
