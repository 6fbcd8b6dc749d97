package org.expool.cli.report;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.expool.ExecPool;
import org.expool.JobResult;
import org.expool.MemoryTotals;
import org.expool.Outcome;
import org.expool.PoolSummary;
import org.expool.TaskSummary;
import org.jspecify.annotations.Nullable;

/**
 * The summary below the table. Not thread-safe.
 *
 * @param out the output
 */
record TextSummary(PrintStream out) {

    private static final int LONGEST_LIST = 50;

    void print(ExecPool pool) {
        PoolSummary summary = pool.summary();
        long succeeded = summary.count(Outcome.Kind.SUCCEEDED);
        out.println(count(summary.jobs(), "job") + " in " + HumanUnits.of(summary.wall()) + ", at most "
                + summary.peakWorkers() + " at a time: " + succeeded + " succeeded"
                + (summary.allSucceeded() ? "" : ", " + (summary.jobs() - succeeded) + " did not") + ".");
        printMemory(summary.memory());
        printUnsuccessful(pool.failures(), summary);
        printUnfinishedAndFailed(
                pool.tasks().stream().filter(task -> !task.succeeded()).toList());
    }

    /** Printed only if attempts were lost. */
    private void printMemory(@Nullable MemoryTotals memory) {
        if (memory == null || memory.ended() == 0) {
            return;
        }
        out.println("Memory: " + count(memory.ended(), "attempt") + " terminated to free memory and repeated, "
                + HumanUnits.of(memory.wasted()) + " lost.");
    }

    private void printUnsuccessful(List<JobResult> unsuccessful, PoolSummary summary) {
        if (unsuccessful.isEmpty()) {
            return;
        }
        out.println();
        out.println("Not successful: " + byKind(summary));
        int width = unsuccessful.stream()
                .limit(LONGEST_LIST)
                .mapToInt(result -> result.job().name().length())
                .max()
                .orElse(0);
        unsuccessful.stream()
                .limit(LONGEST_LIST)
                .forEach(result ->
                        out.println("  " + Lines.pad(result.job().name(), Math.min(TextReport.NAME_WIDTH, width)) + "  "
                                + Lines.pad(result.outcome().kind().label(), TextReport.KIND_WIDTH) + "  "
                                + Lines.fit(result.outcome().reason(), Integer.MAX_VALUE)));
        printRest(unsuccessful.size());
    }

    private static String byKind(PoolSummary summary) {
        return summary.counts().entrySet().stream()
                .filter(kind -> kind.getKey() != Outcome.Kind.SUCCEEDED && kind.getValue() > 0)
                .map(kind -> kind.getValue() + " " + kind.getKey().label())
                .collect(Collectors.joining(", "));
    }

    private void printUnfinishedAndFailed(List<TaskSummary> tasks) {
        if (tasks.isEmpty()) {
            return;
        }
        out.println();
        out.println("Tasks that did not succeed:");
        tasks.stream().limit(LONGEST_LIST).forEach(task -> {
            String state = task.state().name().toLowerCase(Locale.ROOT);
            String line = "  " + Lines.pad(task.task().path(), TextReport.NAME_WIDTH) + "  "
                    + Lines.pad(state, TextReport.KIND_WIDTH) + "  " + task.done() + " of "
                    + count(task.added(), "member") + " succeeded";
            out.println(Lines.fit(line, Lines.WIDTH));
        });
        printRest(tasks.size());
    }

    private void printRest(int all) {
        if (all > LONGEST_LIST) {
            out.println("  and " + (all - LONGEST_LIST) + " more; --json lists all");
        }
    }

    private static String count(long number, String thing) {
        return number + " " + thing + (number == 1 ? "" : "s");
    }
}
