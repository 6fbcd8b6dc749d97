package org.expool.cli.topology;

import java.util.ArrayList;
import java.util.List;

/**
 * A box of text with boxes inside. Immutable and thread-safe.
 *
 * @param title in its upper edge
 * @param items short texts, as many on a line as fit
 * @param boxes below them, side by side where they fit
 */
record Box(String title, List<String> items, List<Box> boxes) {

    private static final int FRAME = 4;

    /** Its lines, all of one width, at most the given one where the texts allow it. */
    List<String> draw(int width) {
        List<String> inside = inside(width - FRAME);
        int inner = Math.max(title.length() + 1, widest(inside));
        List<String> lines = new ArrayList<>();
        lines.add("┌ " + title + " " + "─".repeat(inner - title.length()) + "┐");
        inside.forEach(line -> lines.add("│ " + padded(line, inner) + " │"));
        lines.add("└" + "─".repeat(inner + 2) + "┘");
        return lines;
    }

    /** The content of the box, without its frame. */
    List<String> inside(int width) {
        List<String> inside = new ArrayList<>(itemLines(width));
        for (List<List<String>> row : rows(width)) {
            inside.addAll(sideBySide(row));
        }
        return inside;
    }

    private List<String> itemLines(int width) {
        int column = items.stream().mapToInt(String::length).max().orElse(0);
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String item : items) {
            if (line.length() > 0 && line.length() + 2 + column > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.length() == 0 ? "" : "  ").append(padded(item, column));
        }
        if (line.length() > 0) {
            lines.add(line.toString());
        }
        return lines;
    }

    private List<List<List<String>>> rows(int width) {
        List<List<List<String>>> rows = new ArrayList<>();
        List<List<String>> row = new ArrayList<>();
        int used = 0;
        for (Box box : boxes) {
            List<String> drawn = box.draw(width);
            int more = widest(drawn) + (row.isEmpty() ? 0 : 1);
            if (!row.isEmpty() && used + more > width) {
                rows.add(row);
                row = new ArrayList<>();
                used = 0;
            }
            row.add(drawn);
            used += more;
        }
        if (!row.isEmpty()) {
            rows.add(row);
        }
        return rows;
    }

    private static List<String> sideBySide(List<List<String>> drawings) {
        int height = drawings.stream().mapToInt(List::size).max().orElse(0);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < height; i++) {
            StringBuilder line = new StringBuilder();
            for (List<String> drawing : drawings) {
                String part = i < drawing.size() ? drawing.get(i) : "";
                line.append(line.length() == 0 ? "" : " ").append(padded(part, widest(drawing)));
            }
            lines.add(line.toString());
        }
        return lines;
    }

    private static int widest(List<String> lines) {
        return lines.stream().mapToInt(String::length).max().orElse(0);
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }
}
