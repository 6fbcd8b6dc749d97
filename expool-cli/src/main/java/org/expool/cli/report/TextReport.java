package org.expool.cli.report;

import java.io.PrintStream;
import java.util.List;
import java.util.OptionalInt;
import org.expool.ExecPool;
import org.expool.JobResult;
import org.expool.PoolSummary;

/**
 * For people: a line on standard error as each job ends, a table and the list of unsuccessful jobs on standard output
 * at the end. Thread-safe.
 */
public final class TextReport implements Report {

    private static final int KIND_WIDTH = 11;
    private static final int NAME_WIDTH = 24;
    private static final int LONGEST_LIST = 50;

    private final Terminal terminal;
    private final boolean progress;
    private final String total;
    private final SummaryTable table = new SummaryTable();
    private int ended;

    /**
     * Reports to a terminal.
     *
     * @param progress whether to print a line for each job
     * @param total how many jobs there will be; empty if nobody knows yet
     */
    public TextReport(Terminal terminal, boolean progress, OptionalInt total) {
        this.terminal = terminal;
        this.progress = progress;
        this.total = total.isPresent() ? Integer.toString(total.getAsInt()) : "";
    }

    @Override
    public synchronized void finished(JobResult result) {
        table.add(result);
        ended++;
        if (progress) {
            String count = Lines.right(Integer.toString(ended), total.length());
            String line = "[" + (total.isEmpty() ? count : count + "/" + total) + "] "
                    + Lines.pad(result.succeeded() ? "ok" : result.outcome().kind(), KIND_WIDTH) + " "
                    + Lines.pad(result.job().name(), NAME_WIDTH) + " "
                    + Lines.right(Amounts.of(result.wall()), 8) + "  "
                    + result.outcome().reason();
            terminal.err().println(Lines.fit(line.stripTrailing(), Lines.WIDTH));
            terminal.err().flush();
        }
    }

    @Override
    public synchronized void end(ExecPool pool) {
        PrintStream out = terminal.out();
        PoolSummary summary = pool.summary();
        if (summary.jobs() > 0) {
            table.lines().forEach(out::println);
            out.println();
        }
        out.println(count(summary.jobs(), "job") + " in " + Amounts.of(summary.wall()) + ", at most "
                + summary.peakWorkers() + " at a time: " + summary.succeeded() + " succeeded"
                + (summary.allSucceeded() ? "" : ", " + (summary.jobs() - summary.succeeded()) + " did not") + ".");
        printUnsuccessful(pool.failures());
        out.flush();
    }

    private void printUnsuccessful(List<JobResult> unsuccessful) {
        if (unsuccessful.isEmpty()) {
            return;
        }
        terminal.out().println();
        terminal.out().println("Not successful:");
        int width = Math.min(
                NAME_WIDTH,
                unsuccessful.stream()
                        .limit(LONGEST_LIST)
                        .mapToInt(result -> result.job().name().length())
                        .max()
                        .orElse(0));
        unsuccessful.stream().limit(LONGEST_LIST).forEach(result -> {
            String reason = result.outcome().reason();
            terminal.out()
                    .println("  " + Lines.pad(result.job().name(), width) + "  "
                            + Lines.pad(result.outcome().kind(), KIND_WIDTH) + "  "
                            + Lines.fit(reason, Integer.MAX_VALUE));
        });
        if (unsuccessful.size() > LONGEST_LIST) {
            terminal.out().println("  and " + (unsuccessful.size() - LONGEST_LIST) + " more; --json lists all");
        }
    }

    private static String count(long number, String thing) {
        return number + " " + thing + (number == 1 ? "" : "s");
    }
}
