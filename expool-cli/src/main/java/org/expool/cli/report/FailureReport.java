package org.expool.cli.report;

import org.expool.ExecPool;
import org.expool.JobResult;

/** Says nothing but, on standard error, why a job did not succeed. Immutable and thread-safe. */
public final class FailureReport implements Report {

    private final Terminal terminal;
    private final boolean quiet;

    /**
     * Reports to a terminal.
     *
     * @param quiet whether to say nothing at all
     */
    public FailureReport(Terminal terminal, boolean quiet) {
        this.terminal = terminal;
        this.quiet = quiet;
    }

    @Override
    public void finished(JobResult result) {
        if (!quiet && result.unsuccessful()) {
            terminal.complain(Lines.fit(result.job().name(), Lines.WIDTH) + " "
                    + result.outcome().kind().label() + ": " + result.outcome().reason() + " (after "
                    + HumanUnits.of(result.wall()) + ")");
        }
    }

    @Override
    public void end(ExecPool pool) {
        // All was said when the job ended.
    }
}
