package org.expool.cli.report;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.OptionalInt;
import org.expool.Attempt;
import org.expool.ExecPool;
import org.expool.JobAttempt;
import org.expool.JobResult;
import org.expool.MemoryAction;

/**
 * Text for people: a line on standard error as each job ends, a table and the list of unsuccessful jobs on standard
 * output at the end. Thread-safe.
 */
public final class TextReport implements Report {

    static final int KIND_WIDTH = 11;
    static final int NAME_WIDTH = 24;

    private final Terminal terminal;
    private final boolean progress;
    private final String total;
    private final SummaryTable table = new SummaryTable();
    private int ended;

    /**
     * Reports to a terminal.
     *
     * @param progress whether to print a line for each job
     * @param total the number of jobs; empty if it is not known yet
     */
    public TextReport(Terminal terminal, boolean progress, OptionalInt total) {
        this.terminal = terminal;
        this.progress = progress;
        this.total = total.isPresent() ? Integer.toString(total.getAsInt()) : "";
    }

    @Override
    public synchronized void attemptEnded(JobAttempt jobAttempt) {
        Attempt attempt = jobAttempt.attempt();
        Duration pause = Duration.between(attempt.finishedAt(), jobAttempt.nextAt());
        String next = pause.toMillis() > 0 ? " in " + HumanUnits.of(pause) : " follows";
        printProgress(
                "again",
                jobAttempt.job().name(),
                attempt.wall(),
                attempt.outcome().kind().label() + ", #" + (attempt.number() + 1) + next);
    }

    @Override
    public synchronized void finished(JobResult result) {
        table.add(result);
        ended++;
        printProgress(
                result.succeeded() ? "ok" : result.outcome().kind().label(),
                result.job().name(),
                result.wall(),
                result.outcome().reason());
    }

    @Override
    public synchronized void memoryChanged(MemoryAction action) {
        if (progress) {
            String step = action.step().name().toLowerCase(Locale.ROOT);
            String line = "[memory] " + Lines.pad(step, KIND_WIDTH) + " "
                    + Lines.pad(action.job().name(), NAME_WIDTH) + " " + action.reason();
            terminal.err().println(line);
            terminal.err().flush();
        }
    }

    private void printProgress(String kind, String name, Duration wall, String remark) {
        if (!progress) {
            return;
        }
        String count = Lines.right(Integer.toString(ended), total.length());
        String line = "[" + (total.isEmpty() ? count : count + "/" + total) + "] " + Lines.pad(kind, KIND_WIDTH) + " "
                + Lines.pad(name, NAME_WIDTH) + " " + Lines.right(HumanUnits.of(wall), 8) + "  " + remark;
        terminal.err().println(Lines.fit(line.stripTrailing(), Lines.WIDTH));
        terminal.err().flush();
    }

    @Override
    public synchronized void end(ExecPool pool) {
        PrintStream out = terminal.out();
        if (pool.summary().jobs() > 0) {
            table.lines().forEach(out::println);
            out.println();
        }
        new TextSummary(out).print(pool);
        out.flush();
    }
}
