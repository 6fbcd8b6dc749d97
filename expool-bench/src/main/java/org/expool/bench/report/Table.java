package org.expool.bench.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Measurements of one kind. Immutable and thread-safe.
 *
 * @param title what is measured, and in which unit
 * @param rows by column, the columns in their order; a value is a text, a number or a truth
 */
public record Table(String title, List<Map<String, Object>> rows) {

    public Table {
        rows = rows.stream()
                .map(row -> Collections.unmodifiableMap(new LinkedHashMap<>(row)))
                .toList();
    }

    /** A row of these columns and values, alternating. */
    public static Map<String, Object> row(Object... columnsAndValues) {
        Map<String, Object> row = new LinkedHashMap<>();
        for (int i = 0; i < columnsAndValues.length; i += 2) {
            row.put((String) columnsAndValues[i], columnsAndValues[i + 1]);
        }
        return row;
    }

    /** For people to read: texts to the left, numbers to the right. */
    String text() {
        List<String> columns = new ArrayList<>();
        rows.forEach(row -> row.keySet().stream()
                .filter(column -> !columns.contains(column))
                .forEach(columns::add));
        StringBuilder text = new StringBuilder(title).append('\n');
        int[] widths = columns.stream().mapToInt(this::width).toArray();
        text.append(line(columns, widths, columns::get));
        for (Map<String, Object> row : rows) {
            text.append(line(columns, widths, i -> Figures.text(row.get(columns.get(i)))));
        }
        return text.toString();
    }

    private int width(String column) {
        return rows.stream()
                .mapToInt(row -> Figures.text(row.get(column)).length())
                .reduce(column.length(), Math::max);
    }

    private boolean isText(String column) {
        return rows.stream().anyMatch(row -> row.get(column) instanceof String);
    }

    private String line(List<String> columns, int[] widths, java.util.function.IntFunction<String> cell) {
        StringBuilder line = new StringBuilder(" ");
        for (int i = 0; i < widths.length; i++) {
            String value = cell.apply(i);
            String padding = " ".repeat(widths[i] - value.length());
            line.append(' ').append(isText(columns.get(i)) ? value + padding : padding + value);
        }
        return line.toString().stripTrailing() + '\n';
    }
}
