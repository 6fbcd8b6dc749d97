package org.expool.cli.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.expool.JobResult;
import org.jspecify.annotations.Nullable;

/** Summarizes jobs in a table: a line per category, or per task where there are no categories. Not thread-safe. */
final class SummaryTable {

    private static final String NONE = "(none)";

    private final Map<String, Totals> byCategory = new LinkedHashMap<>();
    private final Map<String, Totals> byTask = new LinkedHashMap<>();
    private final Totals all = new Totals();

    void add(JobResult result) {
        all.add(result);
        group(byCategory, result.job().category()).add(result);
        group(byTask, result.job().task() == null ? null : result.job().task().name())
                .add(result);
    }

    private static Totals group(Map<String, Totals> groups, @Nullable String label) {
        return groups.computeIfAbsent(label == null ? NONE : label, name -> new Totals());
    }

    /** The lines, none longer than a terminal. */
    List<String> lines() {
        List<List<String>> rows = new ArrayList<>();
        if (isLabelled(byCategory)) {
            addGroups(rows, "category", byCategory);
        } else if (isLabelled(byTask)) {
            addGroups(rows, "task", byTask);
        } else {
            rows.add(row("", Totals.titles()));
        }
        rows.add(row("all", all.cells()));
        return layout(rows);
    }

    private static boolean isLabelled(Map<String, Totals> groups) {
        return groups.keySet().stream().anyMatch(label -> !label.equals(NONE));
    }

    private static void addGroups(List<List<String>> rows, String title, Map<String, Totals> groups) {
        rows.add(row(title, Totals.titles()));
        groups.forEach((label, totals) -> rows.add(row(label, totals.cells())));
    }

    private static List<String> row(String label, List<String> cells) {
        List<String> row = new ArrayList<>();
        row.add(label);
        row.addAll(cells);
        return row;
    }

    /** Each column is as wide as its widest cell; labels are shortened where the line gets too long. */
    private static List<String> layout(List<List<String>> rows) {
        int columns = rows.get(0).size();
        int[] widths = new int[columns];
        int numbers = 0;
        for (int c = 0; c < columns; c++) {
            int column = c;
            widths[c] = rows.stream()
                    .mapToInt(row -> row.get(column).length())
                    .max()
                    .orElse(0);
            numbers += c == 0 ? 0 : widths[c] + 2;
        }
        widths[0] = Math.min(widths[0], Math.max(8, Lines.WIDTH - numbers));
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private static String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder(Lines.pad(row.get(0), widths[0]));
        for (int c = 1; c < widths.length; c++) {
            line.append("  ").append(Lines.right(row.get(c), widths[c]));
        }
        return line.toString();
    }
}
